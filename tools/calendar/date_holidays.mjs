// Prints the days of npm date-holidays, one a line: region, date, kind, name (tabs between).
//   node date_holidays.mjs FIRST-YEAR LAST-YEAR REGION...
// Its data are CC BY-SA 3.0: something to compare with, never a source.
import Holidays from 'date-holidays';

const [first, last, ...regions] = process.argv.slice(2);
const countries = new Holidays().getCountries();
for (const region of regions) {
  const [country, ...state] = region.split('-');
  if (!countries[country]) continue;
  const states = new Holidays().getStates(country) ?? {};
  if (state.length && !states[state.join('-')]) continue;
  const holidays = state.length ? new Holidays(country, state.join('-')) : new Holidays(country);
  for (let year = Number(first); year <= Number(last); year++) {
    for (const day of holidays.getHolidays(year) ?? []) {
      const hours = (day.end - day.start) / 3600e3;
      const kind = hours < 20 ? 'half' : day.type;  // from noon: no day off
      const days = Math.max(1, Math.floor(hours / 24 + 0.1));  // an afternoon before is no day
      for (let n = 0; n < days; n++) {
        const date = new Date(Date.parse(day.date.slice(0, 10) + 'T00:00Z') + n * 864e5);
        console.log([region, date.toISOString().slice(0, 10), kind, day.name].join('\t'));
      }
    }
  }
}
