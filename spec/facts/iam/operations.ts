import { everyContract } from "../every-contract.ts";
import { behaviourOf, type Fact, placeOf, type Source } from "../fact.ts";
import { definition, password, projects, temporaryKey } from "./sources.ts";

const token = "/v3/auth/tokens";
const key = "/v3.0/OS-CREDENTIAL/securitytokens";
const list = "/v3/projects";

const notProcessed = ["not-sent", "throttled", "gateway-unavailable", "credentials-renewed"];
const patient = {
  maxAttempts: 3,
  initialDelayMs: 500,
  maxDelayMs: 5000,
  maxRetryAfterMs: 10_000,
  on: [...notProcessed, "connection-lost", "timeout", "server-error"],
};
const errors = { 400: "BadRequest", 401: "Unauthorized", 403: "Forbidden", 429: "Throttled", 500: "InternalError" };

const documented: Readonly<Record<string, { readonly says: object; readonly from: Source }>> = {
  [`post ${token}`]: {
    says: {
      id: "KeystoneCreateUserTokenByPassword",
      parameters: ["query nocatalog"],
      body: "application/json TokenRequest!",
      documented: [201, 400, 401, 403, 404, 500, 503],
      // A password login needs no token; an agency login needs a user's.
      security: [{}, { token: [] }],
    },
    from: password,
  },
  [`post ${key}`]: {
    says: {
      id: "CreateTemporaryAccessKeyByToken",
      parameters: [],
      body: "application/json TemporaryAccessKeyRequest!",
      documented: [201, 400, 401, 403, 500],
      security: [{ token: [] }],
    },
    from: temporaryKey,
  },
  [`get ${list}`]: {
    says: {
      id: "KeystoneListProjects",
      parameters: ["query name", "query domain_id", "query parent_id", "query enabled", "query page", "query per_page"],
      documented: [200, 400, 401, 403, 404, 500, 503],
    },
    from: projects,
  },
};

const behaviours = {
  [`post ${token}`]: {
    "x-name": "createToken",
    "x-effect": "once",
    // Repeated wrong passwords lock the user.
    "x-retry": { maxAttempts: 2, initialDelayMs: 0, maxDelayMs: 0, maxRetryAfterMs: 0, on: ["credentials-renewed"] },
    answers: { ...errors, 201: "TokenCreated", 404: "NotFound", 503: "Unavailable" },
  },
  [`post ${key}`]: {
    "x-name": "createTemporaryAccessKey",
    "x-effect": "idempotent",
    "x-retry": patient,
    answers: { ...errors, 201: "TemporaryAccessKeyCreated", 503: "UnavailableHere" },
  },
  [`get ${list}`]: {
    "x-name": "listProjects",
    "x-effect": "none",
    "x-retry": patient,
    answers: { ...errors, 200: "Projects", 404: "NotFound", 503: "Unavailable" },
  },
};

/** What the vendor says about each operation, and about IAM as a whole. */
export const operations: Fact[] = [
  ...everyContract,
  { fact: "the three paths", says: [token, key, list], at: "paths (keys)", ...definition },
  { fact: "endpoints of regions", says: "https://iam.{region}.myhuaweicloud.com", at: "servers/0/url", ...password },
  { fact: "the default region on the pages", says: { region: "cn-north-4" }, at: "servers/0/variables (defaults)", ...definition },
  ...Object.keys(documented).map((call) => ({
    fact: `${call}: its only method`,
    says: [call.split(" ")[0]],
    at: `${placeOf(call).replace(/\/\w+$/, "")} (keys)`,
    ...definition,
  })),
  ...Object.entries(documented).map(([call, { says, from }]) => ({
    fact: `${call}: what the vendor says`,
    says: { ...says, lifecycle: "current", page: from.source },
    at: `${placeOf(call)} (operation)`,
    ...from,
  })),
  ...behaviourOf(behaviours),
];
