import type { Fact } from "./fact.ts";

const definition = { source: "https://github.com/mingyang91/huawei-cloud-api-definitions", dated: "2026-07-24" };
const password = { source: "https://support.huaweicloud.com/api-iam/iam_30_0001.html", dated: "no date" };
const agency = { source: "https://support.huaweicloud.com/api-iam/iam_30_0003.html", dated: "no date" };
const temporaryKey = { source: "https://support.huaweicloud.com/api-iam/iam_04_0002.html", dated: "no date" };
const projects = { source: "https://support.huaweicloud.com/api-iam/iam_06_0001.html", dated: "no date" };
const sdk = { source: "https://github.com/huaweicloud/huaweicloud-sdk-nodejs-v3", dated: "2026-08-06" };

const createToken = "paths/~1v3~1auth~1tokens/post";
const createKey = "paths/~1v3.0~1OS-CREDENTIAL~1securitytokens/post";
const listProjects = "paths/~1v3~1projects/get";
const bodyOf = (operation: string) => `${operation}/requestBody/content/application~1json/schema/properties/auth/properties`;
const answerOf = (operation: string, status: number) => `${operation}/responses/${status}/content/application~1json/schema`;

/** What the vendor says of `iam.yaml`. */
export const iamFacts: Fact[] = [
  {
    fact: "the three paths",
    says: ["/v3/auth/tokens", "/v3.0/OS-CREDENTIAL/securitytokens", "/v3/projects"],
    at: "paths (keys)",
    ...definition,
  },
  { fact: "endpoints of regions", says: "https://iam.{region}.myhuaweicloud.com", at: "servers/0/url", ...password },
  { fact: "the token's header", says: "X-Auth-Token", at: "components/securitySchemes/token/name", ...definition },
  { fact: "the signature's header", says: "Authorization", at: "components/securitySchemes/signature/name", ...sdk },

  { fact: "a token is created by POST", says: ["post"], at: "paths/~1v3~1auth~1tokens (keys)", ...password },
  { fact: "the name of its operation", says: "KeystoneCreateUserTokenByPassword", at: `${createToken}/operationId`, ...definition },
  { fact: "its one parameter is optional", says: ["query nocatalog"], at: `${createToken}/parameters (signatures)`, ...password },
  {
    fact: "any value of nocatalog that is not empty leaves the catalogue out",
    says: { type: "string", minLength: 1 },
    at: "components/parameters/NoCatalog/schema (limits)",
    ...password,
  },
  {
    fact: "a login without a token, or an agency with one",
    says: [{}, { token: [] }],
    at: `${createToken}/security`,
    ...agency,
  },
  {
    fact: "identity and scope are both required",
    says: ["identity", "scope"],
    at: "components/schemas/TokenRequest/properties/auth/required",
    ...definition,
  },
  {
    fact: "methods of a login",
    says: ["password", "totp", "assume_role"],
    at: `${bodyOf(createToken)}/identity/properties/methods/items/enum`,
    ...definition,
  },
  {
    fact: "one method or two",
    says: { type: "array", minItems: 1, maxItems: 2 },
    at: `${bodyOf(createToken)}/identity/properties/methods (limits)`,
    ...definition,
  },
  {
    fact: "a user has a name, a password and an account",
    says: ["name", "password", "domain"],
    at: "components/schemas/PasswordUser/required",
    ...password,
  },
  {
    fact: "the account of a user has a name",
    says: ["name"],
    at: "components/schemas/PasswordUser/properties/domain/required",
    ...password,
  },
  {
    fact: "with a passcode the user is named by id, not by name",
    says: ["id", "passcode"],
    at: "components/schemas/PasscodeUser/required",
    ...definition,
  },
  { fact: "an agency has a name", says: ["agency_name"], at: "components/schemas/Agency/required", ...agency },
  {
    fact: "the account of an agency is named by id or name, one at least",
    says: 2,
    at: "components/schemas/Agency/minProperties",
    ...agency,
  },
  {
    fact: "a token is for a project or an account",
    says: ["project", "domain"],
    at: `${bodyOf(createToken)}/scope/properties (keys)`,
    ...password,
  },
  { fact: "a project is named by id or name", says: ["id", "name"], at: "components/schemas/IdOrName/properties (keys)", ...password },
  {
    fact: "the token is in a header of the answer",
    says: true,
    at: `${createToken}/responses/201/headers/X-Subject-Token/required`,
    ...password,
  },
  {
    fact: "a token has up to 40960 characters",
    says: { type: "string", minLength: 1, maxLength: 40960 },
    at: `${createToken}/responses/201/headers/X-Subject-Token/schema (limits)`,
    ...definition,
  },
  { fact: "a token expires", says: ["expires_at"], at: "components/schemas/TokenDetails/required", ...password },
  {
    fact: "documented statuses of a login",
    says: ["201", "400", "401", "403", "404", "500", "503"],
    at: `${createToken}/responses (documented)`,
    ...password,
  },
  {
    fact: "wrong passwords lock the user, so a login is repeated only with renewed credentials",
    says: ["credentials-renewed"],
    at: `${createToken}/x-retry/on`,
    ...password,
  },

  { fact: "a temporary key is created by POST", says: ["post"], at: "paths/~1v3.0~1OS-CREDENTIAL~1securitytokens (keys)", ...temporaryKey },
  { fact: "the name of its operation", says: "CreateTemporaryAccessKeyByToken", at: `${createKey}/operationId`, ...definition },
  { fact: "it takes a token, not a signature", says: [{ token: [] }], at: `${createKey}/security`, ...temporaryKey },
  { fact: "its only method is token", says: ["token"], at: `${bodyOf(createKey)}/identity/properties/methods/items/enum`, ...temporaryKey },
  {
    fact: "the key is valid for 15 minutes to 24 hours",
    says: { type: "integer", minimum: 900, maximum: 86400 },
    at: `${bodyOf(createKey)}/identity/properties/token/properties/duration_seconds (limits)`,
    ...definition,
  },
  {
    fact: "the key is valid for 15 minutes where nothing is said",
    says: 900,
    at: `${bodyOf(createKey)}/identity/properties/token/properties/duration_seconds/default`,
    ...definition,
  },
  {
    fact: "the parts of the key",
    says: ["access", "secret", "securitytoken", "expires_at"],
    at: `${answerOf(createKey, 201)}/properties/credential/required`,
    ...definition,
  },
  {
    fact: "documented statuses of a temporary key",
    says: ["201", "400", "401", "403", "500"],
    at: `${createKey}/responses (documented)`,
    ...definition,
  },

  { fact: "projects are listed by GET", says: ["get"], at: "paths/~1v3~1projects (keys)", ...projects },
  { fact: "the name of its operation", says: "KeystoneListProjects", at: `${listProjects}/operationId`, ...definition },
  {
    fact: "its parameters, all of them optional",
    says: ["query name", "query domain_id", "query parent_id", "query enabled", "query page", "query per_page"],
    at: `${listProjects}/parameters (signatures)`,
    ...definition,
  },
  {
    fact: "pages are counted from 1",
    says: { type: "integer", minimum: 1 },
    at: "components/parameters/Page/schema (limits)",
    ...definition,
  },
  {
    fact: "a page has 1 to 5000 projects",
    says: { type: "integer", minimum: 1, maximum: 5000 },
    at: "components/parameters/PerPage/schema (limits)",
    ...definition,
  },
  {
    fact: "what a project has",
    says: ["id", "name", "domain_id", "parent_id", "enabled", "is_domain", "description"],
    at: `${answerOf(listProjects, 200)}/properties/projects/items/properties (keys)`,
    ...definition,
  },
  {
    fact: "documented statuses of the list",
    says: ["200", "400", "401", "403", "404", "500", "503"],
    at: `${listProjects}/responses (documented)`,
    ...projects,
  },

  {
    fact: "an error of IAM",
    says: ["code", "message", "title"],
    at: "components/schemas/IamError/properties/error/properties (keys)",
    ...definition,
  },
  {
    fact: "the documented 400",
    says: { error: { code: 400, message: "The request body is invalid", title: "Bad Request" } },
    at: "components/responses/BadRequest/content/application~1json/examples/invalid-body/value",
    ...definition,
  },
  {
    fact: "the documented 401",
    says: { error: { code: 401, message: "The username or password is wrong.", title: "Unauthorized" } },
    at: "components/responses/Unauthorized/content/application~1json/examples/wrong-password/value",
    ...definition,
  },
];
