/** What our packages may cost those who use them. Measured when written, with about a tenth to spare; raise one in the change that needs it. */
export const budgets: {
  /** Of `npm install` of one package: how many packages there are afterwards, and their bytes. */
  readonly installed: Readonly<Record<string, { readonly packages: number; readonly kilobytes: number }>>;
  /** Of an entry point with everything that it needs, bundled and minified: compressed bytes. */
  readonly gzip: Readonly<Record<string, number>>;
} = {
  installed: {
    "@aom-workflow/auth": { packages: 3, kilobytes: 1_080 },
    "@aom-workflow/client": { packages: 3, kilobytes: 890 },
    "@aom-workflow/http": { packages: 2, kilobytes: 665 },
    "@aom-workflow/mock": { packages: 3, kilobytes: 6_500 },
    "@aom-workflow/openapi": { packages: 1, kilobytes: 130 },
    "@aom-workflow/types": { packages: 1, kilobytes: 160 },
    "aom-workflow": { packages: 1, kilobytes: 950 },
  },
  gzip: {
    "@aom-workflow/auth": 23_800,
    "@aom-workflow/auth/node": 33_300,
    "@aom-workflow/client": 25_900,
    "@aom-workflow/client/executions": 9_600,
    "@aom-workflow/client/node": 6_900,
    "@aom-workflow/client/openapi-fetch": 30_000,
    "@aom-workflow/http": 15_800,
    "@aom-workflow/http/node": 6_700,
    "@aom-workflow/types": 1_850,
    "@aom-workflow/types/docs": 1_730,
    "@aom-workflow/types/iam": 1_210,
    "@aom-workflow/types/iam/docs": 810,
  },
};
