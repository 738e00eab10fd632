/** An upper limit for a median: of the number itself, or of its ratio to another row of the same table, taken round by round. */
export interface Budget {
  readonly atMost: number;
  readonly relativeTo?: string;
}

const toNode = (atMost: number): Budget => ({ atMost, relativeTo: "node -e 0" });
const toFetch = (atMost: number): Budget => ({ atMost, relativeTo: "fetch, token" });
/** A `fetch` with the same promise: an action that must not be done twice needs a connection of its own. */
const toFetchApart = (atMost: number): Budget => ({ atMost, relativeTo: "fetch, token, a connection each" });

/**
 * Every number that must not grow. Each was measured when it was written, plus a small margin; raise one in the change that needs it, and say
 * why. Sizes that grow with the contract have a margin of 3 to 5 %, enough for an operation. Ratios are for Node 24.
 */
export const budgets = {
  /** Checked by `pnpm bench`, by table and row. */
  speed: {
    "Whole process (ms)": {
      "aom-workflow --version": toNode(1.16),
      "aom-workflow --help": toNode(1.21),
      "aom-workflow restart, token": toNode(2.0),
      "aom-workflow restart, keys": toNode(2.37),
      "aom-workflow restart, token, https": toNode(2.7),
      "aom-workflow restart, keys, https": toNode(2.75),
      "import client": toNode(1.31),
      "import client and auth": toNode(1.41),
      "client, token": toNode(1.91),
      "client and auth, signed": toNode(2.3),
      "client and auth, signed, https": toNode(2.66),
    },
    "Start to tools/list (ms)": { "aom-workflow mcp": toNode(8) },
    "Resident memory after tools/list (MiB)": { "aom-workflow mcp": { atMost: 90 } },
    "CPU per call, one at a time (µs)": {
      "client, token": toFetchApart(0.5),
      "client, a read": toFetch(0.75),
      "client and auth, signed": toFetchApart(0.6),
      "client over fetch, token": toFetchApart(1.2),
    },
    "CPU per call, 64 at once (µs)": {
      "client, token": toFetchApart(0.5),
      "client, a read": toFetch(0.75),
      "client and auth, signed": toFetchApart(0.6),
      "client over fetch, token": toFetchApart(1.2),
    },
    "CPU per call over TLS, one at a time (µs)": {
      "client, token": toFetchApart(0.65),
      "client, a read": toFetch(0.75),
    },
    "Resident memory after calls, 64 at once (MiB)": {
      "client, token, 20,000 calls": { atMost: 128 },
      "client, token, 200,000 calls": { atMost: 1.4, relativeTo: "client, token, 20,000 calls" },
      "client and auth, signed, 20,000 calls": { atMost: 134 },
      "client and auth, signed, 200,000 calls": { atMost: 1.45, relativeTo: "client and auth, signed, 20,000 calls" },
    },
    "Live memory after calls, 64 at once (MiB)": {
      "client and auth, signed, 200,000 calls": { atMost: 1.1, relativeTo: "client and auth, signed, 20,000 calls" },
    },
    "Tests (s)": { "pnpm test, nothing cached": { atMost: 75 } },
  } satisfies Record<string, Record<string, Budget>>,

  /** Checked by a test of this package: bytes of an entry point with its dependencies, bundled, minified and compressed. */
  gzip: {
    "@aom-workflow/auth": 28_400,
    "@aom-workflow/auth/node": 34_300,
    "@aom-workflow/client": 35_800,
    "@aom-workflow/client/executions": 16_000,
    "@aom-workflow/client/node": 8_700,
    "@aom-workflow/client/openapi-fetch": 39_300,
    "@aom-workflow/http": 20_900,
    "@aom-workflow/http/node": 8_600,
    "@aom-workflow/mcp": 163_100,
    "@aom-workflow/mcp/tools": 4_700,
    "@aom-workflow/plan": 24_900,
    "@aom-workflow/plan/node": 17_700,
    "@aom-workflow/plan/postgres": 19_400,
    "@aom-workflow/types": 2_060,
    "@aom-workflow/types/docs": 1_730,
    "@aom-workflow/types/iam": 1_210,
    "@aom-workflow/types/iam/docs": 810,
  } satisfies Record<string, number>,

  /** Checked by a test of this package: the same for a script with one call, without what only other calls load. */
  script: { "client, token": 24_100, "client and auth, signed": 27_800 },

  /** Checked by a test of this package: bytes of the CLI's files: the one that every command loads, and the one that only `aom-workflow mcp` loads. */
  commandLine: { "aom-workflow.cjs": 76_500, "mcp.cjs": 525_000 } satisfies Record<string, number>,

  /** Checked by `pnpm release:rehearse`: what `npm install` of one package alone brings along. */
  installed: {
    "@aom-workflow/auth": { packages: 3, kilobytes: 900 },
    "@aom-workflow/client": { packages: 3, kilobytes: 840 },
    "@aom-workflow/http": { packages: 2, kilobytes: 570 },
    // Of these, 14,700 are the protocol's SDK and its dependencies.
    "@aom-workflow/mcp": { packages: 8, kilobytes: 16_200 },
    "@aom-workflow/mock": { packages: 3, kilobytes: 4_700 },
    "@aom-workflow/openapi": { packages: 1, kilobytes: 130 },
    "@aom-workflow/plan": { packages: 4, kilobytes: 1_190 },
    "@aom-workflow/types": { packages: 1, kilobytes: 160 },
    // Of these, 190 are the file that only plan, apply and journal load, 47 the journal in PostgreSQL, and 505 the file of mcp.
    "aom-workflow": { packages: 1, kilobytes: 1_890 },
  } satisfies Record<string, { packages: number; kilobytes: number }>,
};
