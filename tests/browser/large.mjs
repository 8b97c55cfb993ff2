// A long table for the browser test: as many figures as are asked for, the same each time. `node large.mjs 50000 > large.csv`
const rows = Number(process.argv[2] ?? 50_000);
const nationalities = ['China', 'Vietnam', 'Thailand', 'Myanmar', 'Nigeria', 'South Korea', 'United Kingdom', 'Laos', 'Kenya', 'Brazil'];
const offences = ['Overstay', 'Illegal entry', 'Online fraud', 'Drug trafficking', 'Theft', 'Kidnapping', 'Money laundering'];
const measures = ['Arrested', 'Deported', 'Refused entry'];
const places = ['Phnom Penh', 'Poipet', 'Bavet', 'Kampot', 'Siem Reap'];
let seed = 1;
const random = (below) => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
};
const pick = (list) => list[random(list.length)];
const out = ['year,month,nationality,offence,measure,province,count,sex'];
for (let i = 0; i < rows; i++) {
  out.push([2015 + random(10), 1 + random(12), pick(nationalities), pick(offences), pick(measures), pick(places), 1 + random(500), pick(['M', 'F'])].join(','));
}
process.stdout.write(out.join('\n') + '\n');
