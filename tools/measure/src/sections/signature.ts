import { sideBySide } from "../measure/side-by-side.ts";
import type { Section } from "./bench.ts";
import { costOf } from "./cost-of.ts";

/** What a signature costs, alone. */
export const signature: Section = async (bench) => {
  const load = { calls: bench.quick ? 50_000 : 200_000, concurrency: 1, warmUpCalls: 20_000 };
  const timeOf = (subject: string) => async () => (await costOf(subject, load, bench)).wall;
  const measured = await sideBySide(
    [
      { name: "one SHA-256 and one HMAC", sample: timeOf("signature-floor") },
      { name: "sign()", ours: true, sample: timeOf("signature-sign") },
      { name: "accessKey()", ours: true, sample: timeOf("signature-access-key") },
      { name: "official signer", sample: timeOf("signature-official") },
    ],
    { rounds: bench.quick ? 5 : 9 },
  );
  return [{ section: "signature", title: "Signature", node: bench.node.version, unit: "µs", ...measured }];
};
