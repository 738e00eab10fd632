// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema
import { about, decided, type Fact } from "../fact.ts";
import { agency, definition, gateway, password, temporaryKey } from "./sources.ts";

const optional = (name: string, schema: string) => ({ name, in: "query", required: false, schema });

/** Names, types and limits. */
export const schemas: Fact[] = [
  ...about("parameters", definition, {
    NoCatalog: optional("nocatalog", "string 1–"),
    ProjectName: optional("name", "string 1–64"),
    DomainId: optional("domain_id", "string 1–64"),
    ParentId: optional("parent_id", "string 1–64"),
    Enabled: optional("enabled", "boolean"),
    Page: optional("page", "integer 1–"),
    PerPage: optional("per_page", "integer 1–5000"),
  }),
  ...about("headers", definition, {
    SubjectToken: { required: true, schema: "string 1–40960" },
    RequestId: { schema: "string" },
    RetryAfter: { schema: "string" },
  }),

  ...about("schemas", password, {
    TokenRequest: { "auth!": { "identity!": "Identity", "scope!": "Scope" } },
    PasswordUser: { "name!": "string 1–", "password!": "string 1–", "domain!": { "name!": "string 1–" } },
    Scope: { project: "IdOrName", domain: "IdOrName" },
    IdOrName: { id: "string 1–", name: "string 1–", and: { minProperties: 1 } },
    TokenResponse: { "token!": "TokenDetails" },
    TokenDetails: { "expires_at!": "string", issued_at: "string", methods: "string[]", project: "ScopedProject", user: "TokenUser" },
    ScopedProject: { id: "string", name: "string" },
    TokenUser: { id: "string", name: "string" },
  }),
  ...about("schemas", definition, {
    Identity: {
      "methods!": { is: "string one of password, totp, assume_role[] 1–2", and: { uniqueItems: true } },
      password: { "user!": "PasswordUser" },
      totp: { "user!": "PasscodeUser" },
      assume_role: "Agency",
      and: {
        if: { properties: { methods: { contains: { const: "password" } } } },
        then: {
          required: ["password"],
          if: { properties: { methods: { contains: { const: "totp" } } } },
          then: { required: ["totp"] },
        },
        else: { required: ["assume_role"] },
      },
    },
    PasscodeUser: { "id!": "string 1–", "passcode!": "string 1–" },
    ProjectList: { "projects!": "Project[]" },
    Project: {
      ...{ "id!": "string", "name!": "string", domain_id: "string", parent_id: "string" },
      ...{ enabled: "boolean", is_domain: "boolean", description: "string" },
    },
    IamError: { "error!": { code: "integer or string", message: "string", title: "string" } },
  }),
  ...about("schemas", agency, {
    Agency: { "agency_name!": "string 1–", domain_id: "string 1–", domain_name: "string 1–", and: { minProperties: 2 } },
  }),
  ...about("schemas", temporaryKey, {
    TemporaryAccessKeyRequest: {
      "auth!": {
        "identity!": {
          "methods!": "string one of token[] 1",
          token: { duration_seconds: { is: "integer 900–86400", and: { default: 900 } } },
        },
      },
    },
    TemporaryAccessKeyResponse: { "credential!": "Credential" },
    Credential: { "access!": "string", "secret!": "string", "securitytoken!": "string", "expires_at!": "string" },
  }),
  ...about("schemas", gateway, { GatewayError: { "error_code!": "string", "error_msg!": "string", request_id: "string" } }),
  ...about("schemas", decided, { ErrorBody: { is: "", and: { anyOf: ["IamError", "GatewayError"] } } }),
];
