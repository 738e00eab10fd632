/**
 * Whether a response proves that nothing was done: any 4xx but 408 and 499 (someone gave up waiting), and the gateway's 503 whose
 * code ends in `.0613` (it could not check the credentials, so it passed nothing on).
 *
 * @param status the response's status
 * @param body the response's body
 */
export function provesRefusal(status: number, body: Uint8Array): boolean {
  if (status >= 400 && status < 500) return status !== 408 && status !== 499;
  return status === 503 && /"error_code"\s*:\s*"APIG(W)?\.0613"/.test(Buffer.from(body).toString());
}
