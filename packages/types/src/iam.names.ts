import type { components } from "./iam.schema.gen.ts";

type Schemas = components["schemas"];

/** Body of a request for a token. */
export type TokenRequest = Schemas["TokenRequest"];

/** Body of the answer to it; the token itself is in the header X-Subject-Token. */
export type TokenResponse = Schemas["TokenResponse"];

/** What a token stands for, and when it ends. */
export type TokenDetails = Schemas["TokenDetails"];

/** Body of a request for a temporary access key. */
export type TemporaryAccessKeyRequest = Schemas["TemporaryAccessKeyRequest"];

/** Body of the answer to it. */
export type TemporaryAccessKeyResponse = Schemas["TemporaryAccessKeyResponse"];

/** A temporary access key as IAM gives it. */
export type Credential = Schemas["Credential"];

/** Projects that match. */
export type ProjectList = Schemas["ProjectList"];

/** A project. */
export type Project = Schemas["Project"];

/** Body of any declared error. */
export type ErrorBody = Schemas["ErrorBody"];
