import type { Source } from "../fact.ts";

export const page: Source = { source: "https://support.huaweicloud.com/api-aom/StartPausingWorkflowExecutions.html", dated: "2025-12-30" };
export const definition: Source = { source: "https://github.com/mingyang91/huawei-cloud-api-definitions", dated: "2026-07-24" };
export const sdk: Source = { source: "https://github.com/huaweicloud/huaweicloud-sdk-nodejs-v3", dated: "2026-08-06" };
export const gateway: Source = { source: "https://support.huaweicloud.com/devg-apisign/api-sign-errorcode.html", dated: "no date" };
export const permissions: Source = { source: "https://support.huaweicloud.com/api-aom/aom_04_0038.html", dated: "no date" };
export const contents: Source = {
  source: "https://support.huaweicloud.com/intl/tr-tr/api-aom/en-us_topic_0000002497701514.html",
  dated: "2026-02-26",
};
export const policies: Source = {
  source: "https://support.huaweicloud.com/intl/en-us/api-iam5/DecodeAuthorizationMessage.html",
  dated: "no date",
};
