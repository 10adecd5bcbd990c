import fc from 'fast-check';

/*
 * Property tests draw the same values in every run, so that CI fails for what a change did and not by chance.
 * SEED=random draws others; a failure prints the seed to repeat it with.
 */
const { SEED = '1' } = process.env;
if (SEED !== 'random') fc.configureGlobal({ seed: Number(SEED) });
