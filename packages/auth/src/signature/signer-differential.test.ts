import { createRequire } from "node:module";
import { stringify } from "node:querystring";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verify } from "../../test/guide-verifier.ts";
import { patient, withHeaders } from "../../test/requests.ts";
import { accessKey } from "../credentials/access-key.ts";
import { formatSdkDate } from "./sdk-date.ts";

const { AKSKSigner } = createRequire(import.meta.url)("@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner");

const numRuns = 3000;
const keys = { accessKeyId: "AKTESTAKTESTAKTEST00", secretAccessKey: "SKTESTSKTESTSKTESTSKTESTSKTESTSKTEST0000" };
const origin = "https://aom.cn-north-4.myhuaweicloud.com";

const method = fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH");
const now = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2099, 0) });
const word = fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/);
/** Every code point but surrogates. */
const character = fc.integer({ min: 0, max: 0x10f7ff }).map((index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800));
const text = fc.string({ unit: character, maxLength: 12 }).filter((text) => text !== "__proto__");
const query = fc.dictionary(text, fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 4 })), { maxKeys: 6 });

/** Segments that the official signer does not encode twice: no space, quote, brace or percent sign. */
const officialSegment = fc
  .string({ unit: fc.constantFrom(..."abcXYZ019-._~!$&()*+,;=:@[]é中文한😀"), maxLength: 12 })
  .filter((segment) => !/^\.{1,2}$/.test(segment));
const officialPath = fc.array(officialSegment, { minLength: 1, maxLength: 6 }).map((segments) => `/v1/${segments.join("/")}`);

describe("the official SDK for Node signs the same request the same way, byte for byte", () => {
  it(`over ${numRuns} random requests`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          method,
          path: officialPath,
          query,
          now,
          contentType: fc.constantFrom("application/json", "text/plain;charset=UTF-8", "multipart/form-data; boundary=x"),
          data: fc.option(fc.object({ maxDepth: 1 }), { nil: undefined }),
          projectId: fc.option(word, { nil: undefined }),
          securityToken: fc.option(word, { nil: undefined }),
        }),
        async ({ method, path, query, now, contentType, data, projectId, securityToken }) => {
          const withBody = method !== "GET" && data !== undefined;
          const official = AKSKSigner.sign(
            {
              endpoint: origin + path,
              method,
              queryParams: structuredClone(query),
              data: withBody ? data : undefined,
              headers: {
                "content-type": contentType,
                "X-Sdk-Date": formatSdkDate(now),
                ...(projectId && { "X-Project-Id": projectId }),
                ...(securityToken && { "X-Security-Token": securityToken }),
              },
            },
            { getAk: () => keys.accessKeyId, getSk: () => keys.secretAccessKey },
          );
          const search = stringify(query);
          const signed = await accessKey({ ...keys, securityToken, clock: () => now })(
            {
              method,
              url: new URL(`${origin}${path}${search && `?${search}`}`).href,
              headers: { "content-type": contentType },
              body: withBody ? JSON.stringify(data) : undefined,
            },
            { ...patient, projectId },
          );
          expect(signed.authorization).toBe(official.Authorization);
          expect(signed["x-sdk-date"]).toBe(official["X-Sdk-Date"]);
        },
      ),
      { numRuns },
    );
  });
});

describe("a verifier written from the guide accepts every other request too", () => {
  const anySegment = fc
    .oneof(text, fc.string({ unit: fc.constantFrom(..." '\"{}%/?#\\|^`<>+~é😀"), maxLength: 8 }))
    .map(encodeURIComponent);
  const anyQuery = fc.array(fc.tuple(text, text), { maxLength: 8 });

  it(`over ${numRuns} random requests with spaces, quotes, braces, slashes in ids and any text as body`, async () => {
    await fc.assert(
      fc.asyncProperty(
        method,
        fc.array(anySegment, { minLength: 1, maxLength: 6 }),
        anyQuery,
        fc.boolean(),
        text,
        now,
        async (method, segments, query, plusForSpace, body, now) => {
          const search = plusForSpace
            ? new URLSearchParams(query).toString()
            : query.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
          const request = { method, url: new URL(`${origin}/${segments.join("/")}?${search}`).href, headers: {}, body };
          const signed = withHeaders(request, await accessKey({ ...keys, clock: () => now })(request, patient));
          expect(verify(signed, body, keys.secretAccessKey)).toBe(true);
        },
      ),
      { numRuns },
    );
  });
});
