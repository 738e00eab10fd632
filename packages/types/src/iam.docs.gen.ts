// Generated from spec/iam.yaml (version 0.2.0, SHA-256 731564bc444a9cf915a054c4c4eae54a8b38e5e0602af10a0f28b2deb2452dd8).
// Do not edit: change the contract and run `pnpm generate`.

import type { IamOperations } from "./iam.operations.gen.ts";
import type { OperationDocs } from "./operation-docs.ts";

const createTokenDocs: Omit<OperationDocs, "summary"> = {
  inputs: {
    nocatalog: {
      description: "Any value leaves the service catalogue out of the answer, which makes it a few kilobytes shorter.",
      example: "true",
    },
    auth: { description: "" },
  },
  lifecycle: { stage: "current", note: "", source: "https://support.huaweicloud.com/api-iam/iam_30_0001.html" },
  page: "https://support.huaweicloud.com/api-iam/iam_30_0001.html",
};

const createTemporaryAccessKeyDocs: Omit<OperationDocs, "summary"> = {
  inputs: { auth: { description: "" } },
  lifecycle: { stage: "current", note: "", source: "https://support.huaweicloud.com/api-iam/iam_04_0002.html" },
  page: "https://support.huaweicloud.com/api-iam/iam_04_0002.html",
};

const listProjectsDocs: Omit<OperationDocs, "summary"> = {
  inputs: {
    name: { description: "Name of the project. A region's default project is named like the region.", example: "cn-north-4" },
    domainId: { description: "Account that the project belongs to.", example: "d78cbac186b744899480f25bd022f468" },
    parentId: {
      description: "Parent of the project – the project of the region for a project below it.",
      example: "aa2d97d7e62c4b7da3ffdfc11551f878",
    },
    enabled: { description: "Lists only enabled projects, or only disabled ones." },
    page: { description: "Page of the list, from 1; only together with per_page." },
    perPage: { description: "Projects on a page; only together with page." },
  },
  lifecycle: { stage: "current", note: "", source: "https://support.huaweicloud.com/api-iam/iam_06_0001.html" },
  page: "https://support.huaweicloud.com/api-iam/iam_06_0001.html",
};

/** What people should know of each operation of spec/iam.yaml and of its forms. */
export const docs: Readonly<Record<keyof IamOperations, OperationDocs>> = {
  createToken: { summary: "Get a token by password, with or without a one-time passcode, or by an agency.", ...createTokenDocs },
  createTemporaryAccessKey: { summary: "Get a temporary access key from a token.", ...createTemporaryAccessKeyDocs },
  listProjects: { summary: "List projects, such as that of a region.", ...listProjectsDocs },
};
export type { InputDocs, Lifecycle, OperationDocs } from "./operation-docs.ts";
