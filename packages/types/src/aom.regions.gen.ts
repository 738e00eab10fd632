// Generated from spec/aom.yaml (version 0.4.0, SHA-256 489b453aca6d9bc56ec89dff68eb7ef1d48819b3868d8180e54833ffe0d6fcf8).
// Do not edit: change the contract and run `pnpm generate`.

import type { Region } from "./region.ts";

/** The vendor's regions: endpoint, and whether the function is open there. */
export const regions = {
  "cn-north-4": { endpoint: "https://aom.cn-north-4.myhuaweicloud.com", open: true },
  "cn-east-3": { endpoint: "https://aom.cn-east-3.myhuaweicloud.com", open: true },
  "cn-east-2": { endpoint: "https://aom.cn-east-2.myhuaweicloud.com", open: true },
  "cn-south-1": { endpoint: "https://aom.cn-south-1.myhuaweicloud.com", open: true },
  "cn-north-1": { endpoint: "https://aom.cn-north-1.myhuaweicloud.com", open: false },
  "cn-north-2": { endpoint: "https://aom.cn-north-2.myhuaweicloud.com", open: false },
  "cn-north-9": { endpoint: "https://aom.cn-north-9.myhuaweicloud.com", open: false },
  "cn-north-11": { endpoint: "https://aom.cn-north-11.myhuaweicloud.com", open: false },
  "cn-north-12": { endpoint: "https://aom.cn-north-12.myhuaweicloud.com", open: false },
  "cn-south-2": { endpoint: "https://aom.cn-south-2.myhuaweicloud.com", open: false },
  "cn-east-4": { endpoint: "https://aom.cn-east-4.myhuaweicloud.com", open: false },
  "cn-east-5": { endpoint: "https://aom.cn-east-5.myhuaweicloud.com", open: false },
  "cn-southwest-2": { endpoint: "https://aom.cn-southwest-2.myhuaweicloud.com", open: false },
  "cn-southwest-3": { endpoint: "https://aom.cn-southwest-3.myhuaweicloud.com", open: false },
  "ap-southeast-1": { endpoint: "https://aom.ap-southeast-1.myhuaweicloud.com", open: false },
  "ap-southeast-2": { endpoint: "https://aom.ap-southeast-2.myhuaweicloud.com", open: false },
  "ap-southeast-3": { endpoint: "https://aom.ap-southeast-3.myhuaweicloud.com", open: false },
  "ap-southeast-4": { endpoint: "https://aom.ap-southeast-4.myhuaweicloud.com", open: false },
  "ap-southeast-5": { endpoint: "https://aom.ap-southeast-5.myhuaweicloud.com", open: false },
  "my-kualalumpur-1": { endpoint: "https://aom.my-kualalumpur-1.myhuaweicloud.com", open: false },
  "la-south-2": { endpoint: "https://aom.la-south-2.myhuaweicloud.com", open: false },
  "la-north-2": { endpoint: "https://aom.la-north-2.myhuaweicloud.com", open: false },
  "sa-brazil-1": { endpoint: "https://aom.sa-brazil-1.myhuaweicloud.com", open: false },
  "na-mexico-1": { endpoint: "https://aom.na-mexico-1.myhuaweicloud.com", open: false },
  "af-south-1": { endpoint: "https://aom.af-south-1.myhuaweicloud.com", open: false },
  "af-north-1": { endpoint: "https://aom.af-north-1.myhuaweicloud.com", open: false },
  "me-east-1": { endpoint: "https://aom.me-east-1.myhuaweicloud.com", open: false },
  "ae-ad-1": { endpoint: "https://aom.ae-ad-1.myhuaweicloud.com", open: false },
  "tr-west-1": { endpoint: "https://aom.tr-west-1.myhuaweicloud.com", open: false },
  "ru-northwest-2": { endpoint: "https://aom.ru-northwest-2.myhuaweicloud.com", open: false },
  "ru-moscow-1": { endpoint: "https://aom.ru-moscow-1.myhuaweicloud.com", open: false },
} as const satisfies Record<string, Region>;

/** A region that the vendor lists. */
export type RegionId = keyof typeof regions;
