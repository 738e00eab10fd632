// Generated from spec/iam.yaml (version 0.1.0, SHA-256 b87d208ccac571ad8bd61737b03bca3bc59f1ac75b26d5cedb10d4e08253cae4).
// Do not edit: change the contract and run `pnpm generate`.

import type { ContractIdentity, Operation } from "./operation.ts";

/** The contract that this code was generated from. */
export const contract = {
  path: "spec/iam.yaml",
  title: "Huawei Cloud IAM – the calls that give credentials",
  version: "0.1.0",
  sha256: "b87d208ccac571ad8bd61737b03bca3bc59f1ac75b26d5cedb10d4e08253cae4"
} as const satisfies ContractIdentity;

/** Every operation of the contract by its operationId. */
export const operations = {
  KeystoneCreateUserTokenByPassword: {
    id: "KeystoneCreateUserTokenByPassword",
    method: "POST",
    path: "/v3/auth/tokens",
    summary: "Get a token by password, with or without a one-time passcode, or by an agency.",
    parameters: [
      {
        name: "nocatalog",
        in: "query",
        required: false,
        description: "Any value leaves the service catalogue out of the answer, which then is a few kilobytes shorter.",
        minLength: 1,
        example: "true"
      }
    ],
    statuses: [
      201,
      400,
      401,
      403,
      404,
      429,
      500,
      503
    ],
    idempotent: false,
    retry: false,
    lifecycle: {
      stage: "current",
      note: "",
      source: "https://support.huaweicloud.com/api-iam/iam_30_0001.html"
    },
    docs: "https://support.huaweicloud.com/api-iam/iam_30_0001.html"
  },
  CreateTemporaryAccessKeyByToken: {
    id: "CreateTemporaryAccessKeyByToken",
    method: "POST",
    path: "/v3.0/OS-CREDENTIAL/securitytokens",
    summary: "Get a temporary access key from a token.",
    parameters: [],
    statuses: [
      201,
      400,
      401,
      403,
      429,
      500,
      503
    ],
    idempotent: true,
    retry: {
      maxAttempts: 2,
      initialDelayMs: 0,
      maxDelayMs: 0,
      maxRetryAfterMs: 0,
      on: [
        "credentials-renewed"
      ]
    },
    lifecycle: {
      stage: "current",
      note: "",
      source: "https://support.huaweicloud.com/api-iam/iam_04_0002.html"
    },
    docs: "https://support.huaweicloud.com/api-iam/iam_04_0002.html"
  },
  KeystoneListProjects: {
    id: "KeystoneListProjects",
    method: "GET",
    path: "/v3/projects",
    summary: "List projects, such as that of a region.",
    parameters: [
      {
        name: "name",
        in: "query",
        required: false,
        description: "Name of the project. A region's default project is named like the region.",
        minLength: 1,
        maxLength: 64,
        example: "cn-north-4"
      },
      {
        name: "domain_id",
        in: "query",
        required: false,
        description: "Account that the project belongs to.",
        minLength: 1,
        maxLength: 64,
        example: "d78cbac186b744899480f25bd022f468"
      },
      {
        name: "parent_id",
        in: "query",
        required: false,
        description: "Parent of the project – the project of the region for a project below it.",
        minLength: 1,
        maxLength: 64,
        example: "aa2d97d7e62c4b7da3ffdfc11551f878"
      },
      {
        name: "enabled",
        in: "query",
        required: false,
        description: "Only projects that are, or are not, enabled."
      },
      {
        name: "page",
        in: "query",
        required: false,
        description: "Page of the list, from 1; only together with per_page."
      },
      {
        name: "per_page",
        in: "query",
        required: false,
        description: "Projects on a page; only together with page."
      }
    ],
    statuses: [
      200,
      400,
      401,
      403,
      404,
      429,
      500,
      503
    ],
    idempotent: true,
    retry: {
      maxAttempts: 2,
      initialDelayMs: 0,
      maxDelayMs: 0,
      maxRetryAfterMs: 0,
      on: [
        "credentials-renewed"
      ]
    },
    lifecycle: {
      stage: "current",
      note: "",
      source: "https://support.huaweicloud.com/api-iam/iam_06_0001.html"
    },
    docs: "https://support.huaweicloud.com/api-iam/iam_06_0001.html"
  }
} as const satisfies Record<string, Operation>;
