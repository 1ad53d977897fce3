// ical.js (Thunderbird's and Nextcloud's reader) on the calendar files named on the command line: one JSON array, an object for each event.
import { readFile } from "node:fs/promises";
import ICAL from "ical.js";

const events = [];
for (const path of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(await readFile(path, "utf8")));
  // Its own zones are asked for: none but those of the file is known.
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    events.push({
      path,
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
      end: event.endDate.isDate ? event.endDate.toString() : event.endDate.toJSDate().toISOString(),
    });
  }
}
console.log(JSON.stringify(events));
