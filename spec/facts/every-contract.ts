import { decided, type Fact, type Source } from "./fact.ts";

const sdk: Source = { source: "https://github.com/huaweicloud/huaweicloud-sdk-nodejs-v3", dated: "2026-08-06" };

/** What both contracts have in common: authentication, and endpoints other than the vendor's. */
export const everyContract: readonly Fact[] = [
  {
    fact: "parts of the contract",
    says: ["openapi", "jsonSchemaDialect", "info", "externalDocs", "servers", "security", "tags", "paths", "components"],
    at: " (keys)",
    ...decided,
  },
  { fact: "any other endpoint", says: "{endpoint}", at: "servers/1/url", ...decided },
  {
    fact: "its default is a mock on this machine",
    says: { endpoint: "http://127.0.0.1:4010" },
    at: "servers/1/variables (defaults)",
    ...decided,
  },
  { fact: "no third server", says: ["0", "1"], at: "servers (keys)", ...decided },

  { fact: "either a token or a signature", says: [{ token: [] }, { signature: [] }], at: "security", ...sdk },
  { fact: "no other scheme", says: ["token", "signature"], at: "components/securitySchemes (keys)", ...sdk },
  {
    fact: "the token",
    says: { type: "apiKey", in: "header", name: "X-Auth-Token" },
    at: "components/securitySchemes/token (said)",
    source: "https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html",
    dated: "2025-12-30",
  },
  {
    fact: "the signature",
    says: { type: "apiKey", in: "header", name: "Authorization" },
    at: "components/securitySchemes/signature (said)",
    ...sdk,
  },
];
