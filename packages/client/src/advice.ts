/** The parts of an error answer that tell what to do next. */
export interface Refusal {
  readonly status: number;
  readonly errorCode: string;
  readonly errorMessage: string | undefined;
}

interface Advice {
  readonly when: (refusal: Refusal) => boolean;
  readonly sentence: string;
}

const gateway = (number: string) => (refusal: Refusal) => new RegExp(`^APIGW?\\.${number}$`).test(refusal.errorCode);
const code = (name: string) => (refusal: Refusal) => refusal.errorCode === name;

/** First match wins. Codes: the gateway's table of errors and the documented errors of the sibling operations. */
const table: readonly Advice[] = [
  { when: isExpiredToken, sentence: "Fetch a new token and call again." },
  {
    when: (refusal) => gateway("0301")(refusal) && /signature expired/i.test(refusal.errorMessage ?? ""),
    sentence: "Set the clock of this machine: the answer has the server's time, and a signature is valid for 15 minutes.",
  },
  {
    when: (refusal) => gateway("0301")(refusal) && /sign/i.test(refusal.errorMessage ?? ""),
    sentence: "Check the secret key and the clock of this machine; a signature is valid for 15 minutes.",
  },
  { when: gateway("0301"), sentence: "Check that the token or the keys are those of the account that owns the project." },
  { when: gateway("0308"), sentence: "Wait a few seconds and call again with fewer calls at a time." },
  {
    when: gateway("0101"),
    sentence: "Check the endpoint: the workflow function is open in cn-north-4, cn-east-3, cn-east-2 and cn-south-1 only.",
  },
  { when: gateway("0310"), sentence: "Check the project id: this project cannot be used." },
  { when: gateway("0802"), sentence: "The IAM user is barred in this region: use another region or user." },
  { when: gateway("040[12]"), sentence: "Call from an address that the account's access rules allow." },
  { when: gateway("0613"), sentence: "IAM is unavailable: call again in a while." },
  {
    when: code("AOM.31001418"),
    sentence: "Check that the run is stopped at this node: restart and skip want a failed node, continue a pause node.",
  },
  { when: code("AOM.31001306"), sentence: "Check the workflow id and the execution id, and that they belong to this project and region." },
  { when: code("AOM.31001403"), sentence: "Check the ids; the node id is the node's `id`, not its name." },
  { when: ({ status }) => status === 403, sentence: "Ask for the permission cms:execution:create in this project." },
  { when: ({ status }) => status === 401, sentence: "Check the token or the keys, and that they are for this project." },
  { when: ({ status }) => status === 429, sentence: "Wait a few seconds and call again with fewer calls at a time." },
  { when: ({ status }) => status === 494, sentence: "The token is too long for the gateway: fetch one without the catalog." },
];

/** One sentence on what to do next about an error answer, where something is known to help. */
export function adviceFor(refusal: Refusal): string | undefined {
  return table.find(({ when }) => when(refusal))?.sentence;
}

/** Did the gateway say that the token has run out? The code for wrong credentials in general says so only in its text. */
export function isExpiredToken({ status, errorCode, errorMessage }: Refusal): boolean {
  if (status !== 401) return false;
  return /^APIGW?\.0307$/.test(errorCode) || (/^APIGW?\.0301$/.test(errorCode) && /token.*expire/i.test(errorMessage ?? ""));
}
