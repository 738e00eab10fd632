/** Headers in which the requests of other clients differ from ours: `+` only theirs have it, `-` only ours, else another value. Each with the reason. */
export const headerDifferences: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "openapi-fetch": {
    "+accept-encoding": "the platform's fetch decompresses, and says so",
    "+accept-language": "the platform's fetch is a browser's",
    "+sec-fetch-mode": "the platform's fetch is a browser's",
    accept: "it takes anything; ours takes JSON, as the contract says",
    "user-agent": "each says who it is",
  },
  curl: {
    "-connection": "it keeps a connection without saying so",
    "-content-length": "of a POST without a body it says no length; ours says 0",
    accept: "it takes anything; ours takes JSON, as the contract says",
    "user-agent": "each says who it is",
  },
  "official SDK": {
    "+accept-encoding": "it decompresses, and says so",
    "+authorization": "it signs in place of sending a token",
    "+x-project-id": "the signature covers the project",
    "+x-sdk-date": "the signature covers the time",
    "-x-auth-token": "it signs in place of sending a token",
    "user-agent": "each says who it is",
  },
};

/** Clients that turn a list into an object with numbers as keys. */
export const listsAsObjects: ReadonlySet<string> = new Set(["official SDK"]);
