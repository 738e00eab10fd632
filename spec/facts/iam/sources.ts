import type { Source } from "../fact.ts";

export const definition: Source = { source: "https://github.com/mingyang91/huawei-cloud-api-definitions", dated: "2026-07-24" };
export const password: Source = { source: "https://support.huaweicloud.com/api-iam/iam_30_0001.html", dated: "no date" };
export const agency: Source = { source: "https://support.huaweicloud.com/api-iam/iam_30_0003.html", dated: "no date" };
export const temporaryKey: Source = { source: "https://support.huaweicloud.com/api-iam/iam_04_0002.html", dated: "no date" };
export const projects: Source = { source: "https://support.huaweicloud.com/api-iam/iam_06_0001.html", dated: "no date" };
export const gateway: Source = { source: "https://support.huaweicloud.com/devg-apisign/api-sign-errorcode.html", dated: "no date" };
