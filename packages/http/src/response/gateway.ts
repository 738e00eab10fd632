/** The gateway in front of every service: what its codes say. Spelt `APIG.` in the documentation and `APIGW.` on the public gateway. */

/**
 * The remedy, by the number of the code. Source: the gateway's table of errors,
 * https://support.huaweicloud.com/devg-apisign/api-sign-errorcode.html
 */
const hints: Readonly<Record<string, string>> = {
  "0101": "Check the endpoint: no API is published at this address.",
  "0106": "Check the request: the gateway could not map its parameters.",
  "0201": "Check the endpoint and the size of the request.",
  "0204": "Use TLS 1.2 or later.",
  "0301": "Check that the token or the keys belong to the account that owns the project.",
  "0302": "This IAM user may not call this API: ask the administrator of the account.",
  "0307": "Get a new token and call again.",
  "0308": "Too many calls were made at a time, by this program or others.",
  "0310": "Check the project id: this project cannot be used.",
  "0401": "Call from an address that the account's access rules allow.",
  "0402": "Call from an address that the account's access rules allow.",
  "0501": "The quota of the app is used up.",
  "0502": "The app is frozen.",
  "0602": "Check the request: the gateway calls it invalid.",
  "0607": "Use https.",
  "0613": "The gateway could not reach IAM.",
  "0802": "The IAM user is barred in this region: use another region or user.",
};

/** One sentence on what to do about a response of the gateway, if a remedy is known. */
// Stryker disable next-line StringLiteral: a default that no pattern matches.
export function gatewayHint(errorCode: string, errorMessage = ""): string | undefined {
  const number = gatewayNumber(errorCode);
  if (number === "0301" && /token.*expire/i.test(errorMessage)) return hints["0307"];
  if (number === "0301" && /signature expired/i.test(errorMessage)) {
    return "Set the clock of this machine: the response has the server's time, and a signature is valid for 15 minutes.";
  }
  if (number === "0301" && /sign/i.test(errorMessage)) {
    return "Check the secret key and the clock of this machine; a signature is valid for 15 minutes.";
  }
  return number && hints[number];
}

/** The number of one of the gateway's codes, such as `0301`; undefined for any other code. */
export function gatewayNumber(errorCode: string): string | undefined {
  return /^APIGW?\.(\d{4})$/.exec(errorCode)?.[1];
}

/**
 * Does the response say that the token has expired? The gateway's code for wrong credentials in general says so only in its text; IAM itself
 * calls such a token invalid.
 */
// Stryker disable next-line StringLiteral: a default that no pattern matches.
export function isExpiredToken(status: number, errorCode: string, errorMessage = ""): boolean {
  if (status !== 401) return false;
  const number = gatewayNumber(errorCode);
  if (number === "0307") return true;
  return number === "0301" ? /token.*expire/i.test(errorMessage) : errorCode === "401" && /x-auth-token is invalid/i.test(errorMessage);
}

/** The gateway could not ask IAM, so the request never reached the service. */
export function isGatewayUnavailable(status: number, errorCode: string): boolean {
  return status === 503 && gatewayNumber(errorCode) === "0613";
}
