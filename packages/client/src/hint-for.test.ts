import type { HintSubject } from "@aom-workflow/http";
import { describe, expect, it } from "vitest";
import { hintFor } from "./hint-for.ts";

const refusal = (status: number, errorCode: string, errorMessage?: string): HintSubject => ({
  outcome: "rejected",
  effect: "once",
  permission: "cms:execution:create",
  status,
  errorCode,
  errorMessage,
});

describe("the hint about a failure of AOM", () => {
  it.each<[HintSubject, RegExp]>([
    [refusal(401, "AOM.31009004", "auth failed."), /for this project/],
    [refusal(403, "APIGW.0302", "not authorized"), /cms:execution:create/],
    [refusal(403, "PAP5.0001", "access denied"), /cms:execution:create/],
    [refusal(404, "APIGW.0101", "no such API"), /cn-north-4/],
    [refusal(404, "AOM.31001306", "Execution not exist."), /execution id/],
    [refusal(400, "AOM.31001418", "does not support"), /continue a pause node/],
    [{ ...refusal(403, "AOM.0403"), permission: "cms:workflow:list" }, /cms:workflow:list/],
    [{ ...refusal(403, "AOM.0403"), permission: undefined }, /^Ask for the permission in this project\.$/],
    [refusal(400, "AOM.31001302"), /filters/],
    [refusal(400, "AOM.31001403"), /not its name/],
    [refusal(429, "AOM.08001429"), /^Too many calls were made at a time, by this program or others\.$/],
    [refusal(494, "APIGW.0201", "too large"), /token is too long/],
    [{ outcome: "unknown", effect: "once" }, /^Check whether it was applied before you try again\.$/],
    [{ ...refusal(400, "AOM.31001418"), outcome: "unknown" }, /^Check whether/],
    [{ outcome: "unknown", effect: "idempotent" }, /^Check whether/],
    [{ outcome: "unknown", effect: "none" }, /^Try again later\.$/],
  ])("%j", (subject, sentence) => {
    expect(hintFor(subject)).toMatch(sentence);
  });

  it.each<[string, HintSubject]>([
    ["an unknown code", refusal(400, "AOM.99", "?")],
    ["what the gateway's own table knows better", refusal(401, "APIGW.0307")],
    ["what the gateway's own table knows better", refusal(401, "APIG.0301", "token expires")],
    ["what was not sent", { outcome: "not-sent", effect: "once" }],
  ])("nothing is said of %s", (_, subject) => {
    expect(hintFor(subject)).toBeUndefined();
  });
});
