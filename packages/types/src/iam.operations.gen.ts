// Generated from spec/iam.yaml (version 0.2.0, SHA-256 731564bc444a9cf915a054c4c4eae54a8b38e5e0602af10a0f28b2deb2452dd8).
// Do not edit: change the contract and run `pnpm generate`.

import type { components } from "./iam.schema.gen.ts";
import type { ContractIdentity, Operation } from "./operation.ts";

type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

/** The contract that this code was generated from. */
export const contract: ContractIdentity = {
  path: "spec/iam.yaml",
  title: "Huawei Cloud IAM – the calls that give credentials",
  version: "0.2.0",
  sha256: "731564bc444a9cf915a054c4c4eae54a8b38e5e0602af10a0f28b2deb2452dd8",
};

export interface TokenRequest extends Schema<"TokenRequest"> {}

/** Who logs in, and how. `methods` says which of the other properties are required. */
export interface Identity extends Schema<"Identity"> {}

/** An IAM user. A HUAWEI ID cannot log in this way. */
export interface PasswordUser extends Schema<"PasswordUser"> {}

/** The user again, by id, with the passcode from the virtual MFA device. */
export interface PasscodeUser extends Schema<"PasscodeUser"> {}

/** An agency of the delegating account, which is named by id or by name; one of the two is required. */
export interface Agency extends Schema<"Agency"> {}

/** What the token is valid for. Regional services need `project`, which wins where both are given. */
export interface Scope extends Schema<"Scope"> {}

export interface IdOrName extends Schema<"IdOrName"> {}

export interface TokenResponse extends Schema<"TokenResponse"> {}

/** What the token stands for. The token itself is in the header X-Subject-Token. */
export interface TokenDetails extends Schema<"TokenDetails"> {}

export interface ScopedProject extends Schema<"ScopedProject"> {}

export interface TokenUser extends Schema<"TokenUser"> {}

export interface TemporaryAccessKeyRequest extends Schema<"TemporaryAccessKeyRequest"> {}

export interface TemporaryAccessKeyResponse extends Schema<"TemporaryAccessKeyResponse"> {}

/** A temporary access key; the three values work only together. */
export interface Credential extends Schema<"Credential"> {}

export interface ProjectList extends Schema<"ProjectList"> {}

export interface Project extends Schema<"Project"> {}

/** An error from IAM itself. */
export interface IamError extends Schema<"IamError"> {}

/** An error from the API gateway in front of IAM. */
export interface GatewayError extends Schema<"GatewayError"> {}

/** An error from IAM or from the gateway in front of it. */
export type ErrorBody = IamError | GatewayError;

/** Bodies of the errors that `createToken` can answer, by status. */
export interface CreateTokenErrors {
  readonly 400: ErrorBody;
  readonly 401: ErrorBody;
  readonly 403: ErrorBody;
  readonly 404: ErrorBody;
  readonly 429: ErrorBody;
  readonly 500: ErrorBody;
  readonly 503: ErrorBody;
}

/** Inputs of `createToken`. */
export interface CreateTokenInput {
  /**
   * Any value leaves the service catalogue out of the answer, which makes it a few kilobytes shorter.
   *
   * At least 1 character.
   *
   * @example "true"
   */
  readonly nocatalog?: string | undefined;
  readonly auth: TokenRequest["auth"];
}

/**
 * Get a token by password, with or without a one-time passcode, or by an agency.
 *
 * The vendor documents this one request as several operations: KeystoneCreateUserTokenByPassword,
 * KeystoneCreateUserTokenByPasswordAndMfa and KeystoneCreateAgencyToken. OpenAPI knows one operation per method and path, so
 * it is modelled once: `identity.methods` says which of the objects beside it is meant, and `if`/`then`/`else` requires that one.
 * `oneOf` would say the same, but not every tool can check it.
 *
 * The token comes in the header X-Subject-Token, not in the body. It is valid for 24 hours; a new one does not end the old one.
 * Wrong passwords lock the user for a while, so a login with one is never repeated automatically. Only a token of an agency,
 * which is got with a user's token, is asked for again once that token has been renewed.
 *
 * @see https://support.huaweicloud.com/api-iam/iam_30_0001.html
 */
export const createTokenOperation: Operation<CreateTokenInput, TokenResponse, CreateTokenErrors> = {
  id: "KeystoneCreateUserTokenByPassword",
  name: "createToken",
  method: "POST",
  path: "/v3/auth/tokens",
  parameters: [
    { name: "nocatalog", input: "nocatalog", in: "query", required: false, schema: { type: "string", minLength: 1 } },
    {
      name: "auth",
      input: "auth",
      in: "body",
      required: true,
      schema: {
        type: "object",
        required: ["identity", "scope"],
        properties: {
          identity: {
            type: "object",
            required: ["methods"],
            properties: {
              methods: {
                type: "array",
                minItems: 1,
                maxItems: 2,
                items: { type: "string", enum: ["password", "totp", "assume_role"] },
              },
              password: {
                type: "object",
                required: ["user"],
                properties: {
                  user: {
                    type: "object",
                    required: ["name", "password", "domain"],
                    properties: {
                      name: { type: "string", minLength: 1 },
                      password: { type: "string", minLength: 1 },
                      domain: { type: "object", required: ["name"], properties: { name: { type: "string", minLength: 1 } } },
                    },
                  },
                },
              },
              totp: {
                type: "object",
                required: ["user"],
                properties: {
                  user: {
                    type: "object",
                    required: ["id", "passcode"],
                    properties: { id: { type: "string", minLength: 1 }, passcode: { type: "string", minLength: 1 } },
                  },
                },
              },
              assume_role: {
                type: "object",
                required: ["agency_name"],
                properties: {
                  agency_name: { type: "string", minLength: 1 },
                  domain_id: { type: "string", minLength: 1 },
                  domain_name: { type: "string", minLength: 1 },
                },
              },
            },
          },
          scope: {
            type: "object",
            properties: {
              project: {
                type: "object",
                properties: { id: { type: "string", minLength: 1 }, name: { type: "string", minLength: 1 } },
              },
              domain: {
                type: "object",
                properties: { id: { type: "string", minLength: 1 }, name: { type: "string", minLength: 1 } },
              },
            },
          },
        },
      },
    },
  ],
  success: [201],
  errors: [400, 401, 403, 404, 429, 500, 503],
  effect: "once",
  command: "create-token",
  retry: { maxAttempts: 2, initialDelayMs: 0, maxDelayMs: 0, maxRetryAfterMs: 0, on: ["credentials-renewed"] },
};

/** Bodies of the errors that `createTemporaryAccessKey` can answer, by status. */
export interface CreateTemporaryAccessKeyErrors {
  readonly 400: ErrorBody;
  readonly 401: ErrorBody;
  readonly 403: ErrorBody;
  readonly 429: ErrorBody;
  readonly 500: ErrorBody;
  readonly 503: ErrorBody;
}

/** Inputs of `createTemporaryAccessKey`. */
export interface CreateTemporaryAccessKeyInput {
  readonly auth: TemporaryAccessKeyRequest["auth"];
}

/**
 * Get a temporary access key from a token.
 *
 * The key and its security token are valid for 15 minutes to 24 hours and work only together. A second call gives a second key
 * and leaves the first one valid. The vendor's definition also accepts the token in the body and calls that obsolete, so it is left out.
 *
 * @see https://support.huaweicloud.com/api-iam/iam_04_0002.html
 */
export const createTemporaryAccessKeyOperation: Operation<CreateTemporaryAccessKeyInput, TemporaryAccessKeyResponse, CreateTemporaryAccessKeyErrors> = {
  id: "CreateTemporaryAccessKeyByToken",
  name: "createTemporaryAccessKey",
  method: "POST",
  path: "/v3.0/OS-CREDENTIAL/securitytokens",
  parameters: [
    {
      name: "auth",
      input: "auth",
      in: "body",
      required: true,
      schema: {
        type: "object",
        required: ["identity"],
        properties: {
          identity: {
            type: "object",
            required: ["methods"],
            properties: {
              methods: { type: "array", minItems: 1, maxItems: 1, items: { type: "string", enum: ["token"] } },
              token: { type: "object", properties: { duration_seconds: { type: "integer", minimum: 900, maximum: 86400 } } },
            },
          },
        },
      },
    },
  ],
  success: [201],
  errors: [400, 401, 403, 429, 500, 503],
  effect: "idempotent",
  command: "create-temporary-access-key",
  retry: {
    maxAttempts: 3,
    initialDelayMs: 500,
    maxDelayMs: 5000,
    maxRetryAfterMs: 10000,
    on: [
      "not-sent",
      "throttled",
      "gateway-unavailable",
      "credentials-renewed",
      "connection-lost",
      "timeout",
      "server-error",
    ],
  },
};

/** Bodies of the errors that `listProjects` can answer, by status. */
export interface ListProjectsErrors {
  readonly 400: ErrorBody;
  readonly 401: ErrorBody;
  readonly 403: ErrorBody;
  readonly 404: ErrorBody;
  readonly 429: ErrorBody;
  readonly 500: ErrorBody;
  readonly 503: ErrorBody;
}

/** Inputs of `listProjects`. */
export interface ListProjectsInput {
  /**
   * Name of the project. A region's default project is named like the region.
   *
   * 1 to 64 characters.
   *
   * @example "cn-north-4"
   */
  readonly name?: string | undefined;
  /**
   * Account that the project belongs to.
   *
   * 1 to 64 characters.
   *
   * @example "d78cbac186b744899480f25bd022f468"
   */
  readonly domainId?: string | undefined;
  /**
   * Parent of the project – the project of the region for a project below it.
   *
   * 1 to 64 characters.
   *
   * @example "aa2d97d7e62c4b7da3ffdfc11551f878"
   */
  readonly parentId?: string | undefined;
  /** Lists only enabled projects, or only disabled ones. */
  readonly enabled?: boolean | undefined;
  /**
   * Page of the list, from 1; only together with per_page.
   *
   * An integer, at least 1.
   */
  readonly page?: number | undefined;
  /**
   * Projects on a page; only together with page.
   *
   * An integer, 1 to 5000.
   */
  readonly perPage?: number | undefined;
}

/**
 * List projects, such as that of a region.
 *
 * A region's default project has the region's id as its name; projects below it are named after it with a suffix and have it as their parent.
 *
 * @see https://support.huaweicloud.com/api-iam/iam_06_0001.html
 */
export const listProjectsOperation: Operation<ListProjectsInput, ProjectList, ListProjectsErrors> = {
  id: "KeystoneListProjects",
  name: "listProjects",
  method: "GET",
  path: "/v3/projects",
  parameters: [
    {
      name: "name",
      input: "name",
      in: "query",
      required: false,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
    {
      name: "domain_id",
      input: "domainId",
      in: "query",
      required: false,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
    {
      name: "parent_id",
      input: "parentId",
      in: "query",
      required: false,
      schema: { type: "string", minLength: 1, maxLength: 64 },
    },
    { name: "enabled", input: "enabled", in: "query", required: false, schema: { type: "boolean" } },
    { name: "page", input: "page", in: "query", required: false, schema: { type: "integer", minimum: 1 } },
    {
      name: "per_page",
      input: "perPage",
      in: "query",
      required: false,
      schema: { type: "integer", minimum: 1, maximum: 5000 },
    },
  ],
  success: [200],
  errors: [400, 401, 403, 404, 429, 500, 503],
  effect: "none",
  command: "list-projects",
  retry: {
    maxAttempts: 3,
    initialDelayMs: 500,
    maxDelayMs: 5000,
    maxRetryAfterMs: 10000,
    on: [
      "not-sent",
      "throttled",
      "gateway-unavailable",
      "credentials-renewed",
      "connection-lost",
      "timeout",
      "server-error",
    ],
  },
};

/** Every operation of spec/iam.yaml and its forms, by the names of the methods that call them. */
export interface IamOperations {
  /**
   * Get a token by password, with or without a one-time passcode, or by an agency.
   *
   * The vendor documents this one request as several operations: KeystoneCreateUserTokenByPassword,
   * KeystoneCreateUserTokenByPasswordAndMfa and KeystoneCreateAgencyToken. OpenAPI knows one operation per method and path, so
   * it is modelled once: `identity.methods` says which of the objects beside it is meant, and `if`/`then`/`else` requires that one.
   * `oneOf` would say the same, but not every tool can check it.
   *
   * The token comes in the header X-Subject-Token, not in the body. It is valid for 24 hours; a new one does not end the old one.
   * Wrong passwords lock the user for a while, so a login with one is never repeated automatically. Only a token of an agency,
   * which is got with a user's token, is asked for again once that token has been renewed.
   *
   * @see https://support.huaweicloud.com/api-iam/iam_30_0001.html
   */
  readonly createToken: Operation<CreateTokenInput, TokenResponse, CreateTokenErrors>;
  /**
   * Get a temporary access key from a token.
   *
   * The key and its security token are valid for 15 minutes to 24 hours and work only together. A second call gives a second key
   * and leaves the first one valid. The vendor's definition also accepts the token in the body and calls that obsolete, so it is left out.
   *
   * @see https://support.huaweicloud.com/api-iam/iam_04_0002.html
   */
  readonly createTemporaryAccessKey: Operation<CreateTemporaryAccessKeyInput, TemporaryAccessKeyResponse, CreateTemporaryAccessKeyErrors>;
  /**
   * List projects, such as that of a region.
   *
   * A region's default project has the region's id as its name; projects below it are named after it with a suffix and have it as their parent.
   *
   * @see https://support.huaweicloud.com/api-iam/iam_06_0001.html
   */
  readonly listProjects: Operation<ListProjectsInput, ProjectList, ListProjectsErrors>;
}

/** Every operation of spec/iam.yaml and its forms. */
export const operations: IamOperations = {
  createToken: createTokenOperation,
  createTemporaryAccessKey: createTemporaryAccessKeyOperation,
  listProjects: listProjectsOperation,
};
