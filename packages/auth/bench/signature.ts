/** What one signature costs against the official SDK's signer, in the same run: `node bench/signature.ts` after a build. */
import { createRequire } from "node:module";
import { accessKey, sign } from "../dist/index.js";

const { AKSKSigner } = createRequire(import.meta.url)("@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner");

const rounds = 200_000;
const batches = 20;
const warmUp = 20_000;
const origin = "https://aom.cn-north-4.myhuaweicloud.com";
const path = "/v1/0123456789abcdef0123456789abcdef/cms/workflow/wf-1/executions/6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21/operation";
const queryParams = { action: "skip", node_id: "run-script" };
const url = `${origin}${path}?action=skip&node_id=run-script`;
const keys = { accessKeyId: "AKTESTAKTESTAKTEST00", secretAccessKey: "SKTESTSKTESTSKTESTSKTESTSKTESTSKTEST0000" };
const headers = {
  "content-type": "application/json",
  host: "aom.cn-north-4.myhuaweicloud.com",
  "x-project-id": "0123456789abcdef0123456789abcdef",
  "x-sdk-date": "20260102T030405Z",
};
const authenticate = accessKey({ ...keys, projectId: headers["x-project-id"] });
const request = new Request(url, { method: "POST", headers: { "content-type": "application/json" } });
const credential = { getAk: () => keys.accessKeyId, getSk: () => keys.secretAccessKey };

const subjects = {
  "official signer": () =>
    AKSKSigner.sign(
      {
        endpoint: origin + path,
        method: "POST",
        headers: { "content-type": "application/json", "X-Project-Id": headers["x-project-id"] },
        queryParams,
      },
      credential,
    ),
  "sign()": () => sign({ method: "POST", url, headers }, keys),
  "accessKey() on a Request": () => authenticate(request),
};

const totals = new Map(Object.keys(subjects).map((name) => [name, 0]));
for (const subject of Object.values(subjects)) microseconds(subject, warmUp);
for (let batch = 0; batch < batches; batch++) {
  for (const [name, subject] of Object.entries(subjects)) {
    totals.set(name, (totals.get(name) ?? 0) + microseconds(subject, rounds / batches));
  }
}

const official = totals.get("official signer") ?? Number.NaN;
for (const [name, total] of totals) {
  process.stdout.write(
    `${name.padEnd(26)} ${(total / rounds).toFixed(2).padStart(6)} µs   official ÷ this ${(official / total).toFixed(2)}\n`,
  );
}

function microseconds(subject: () => unknown, times: number): number {
  const start = process.hrtime.bigint();
  for (let time = 0; time < times; time++) subject();
  return Number(process.hrtime.bigint() - start) / 1000;
}
