import type { RecordedRequest } from "../exchange/recorded-request.ts";

/** Whether a request says that its body is JSON and it is not. Prism never answers such a request, so the front does. */
export function isMalformedJson({ headers, body }: RecordedRequest): boolean {
  const mediaType = headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (body.length === 0 || !/^application\/([^/]+\+)?json$/.test(mediaType)) return false;
  try {
    JSON.parse(Buffer.from(body).toString());
    return false;
  } catch {
    return true;
  }
}
