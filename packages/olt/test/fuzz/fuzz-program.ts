// npm run test:fuzz [RUNS [SEED]]: a million mutated replies unless told; prints the seed of each that goes wrong.
import { fuzzParsers } from './fuzz-parsers.ts';

const [runs = 1_000_000, seed = Math.floor(Math.random() * 1_000_000_000)] = process.argv
  .slice(2)
  .map(Number);
process.stdout.write(`fuzz: ${runs} replies from seed ${seed}\n`);
const started = performance.now();
let told = 0;
const { rows, errors, wrong } = await fuzzParsers(seed, runs, (done) => {
  if (done - told < 50_000) return;
  told = done;
  process.stdout.write(`fuzz: ${done} done\n`);
});
const seconds = Math.round((performance.now() - started) / 1000);
process.stdout.write(
  `fuzz: ${rows} gave rows, ${errors} a typed error, ${wrong.length} went wrong, in ${seconds} s\n`,
);
for (const line of wrong) process.stdout.write(`fuzz: ${line}\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;
