import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { z } from "zod";
import type { AssertionAnswer, RegistrationAnswer } from "./answers";

const jwk = z.object({ x: z.string(), y: z.string() });
const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/** An authenticator with one passkey, whose every answer a test can change. */
export class Authenticator {
  readonly id = randomBytes(16);
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  counter = 0;
  constructor(readonly traits: Traits) {}

  make(challenge: string, changes: Partial<Traits> = {}): RegistrationAnswer {
    const traits = { ...this.traits, ...changes };
    const { x, y } = jwk.parse(this.#keys.publicKey.export({ format: "jwk" }));
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, "base64url")],
      [-3, Buffer.from(y, "base64url")],
    ]);
    const data = Buffer.concat([
      this.#head(traits, 0x40),
      Buffer.alloc(16),
      Buffer.from([0, this.id.length]),
      this.id,
      isoCBOR.encode(cose),
    ]);
    const attestation = new Map<string, string | Uint8Array | Map<string, string>>([
      ["fmt", "none"],
      ["attStmt", new Map<string, string>()],
      ["authData", new Uint8Array(data)],
    ]);
    return {
      ...this.#named(),
      response: {
        clientDataJSON: clientData("webauthn.create", challenge, traits),
        attestationObject: text(isoCBOR.encode(attestation)),
        transports: ["internal"],
      },
    };
  }

  use(challenge: string, userHandle: string, changes: Partial<Traits> = {}): AssertionAnswer {
    const traits = { ...this.traits, ...changes };
    const data = this.#head(traits, 0);
    const client = clientData(traits.type ?? "webauthn.get", challenge, traits);
    const signed = Buffer.concat([data, sha256(Buffer.from(client, "base64url"))]);
    const signature = sign("sha256", signed, this.#keys.privateKey);
    return {
      ...this.#named(),
      response: {
        clientDataJSON: client,
        authenticatorData: text(data),
        signature: text(signature),
        userHandle,
      },
    };
  }

  #named() {
    const id = text(this.id);
    return { id, rawId: id, type: "public-key" as const, clientExtensionResults: {} };
  }

  #head({ rpId, userVerified = true }: Traits, more: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const flags = 0x01 | (userVerified ? 0x04 : 0) | more;
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter]);
  }
}

function clientData(type: string, challenge: string, { origin }: Traits): string {
  return text(Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })));
}

export type Traits = { origin: string; rpId: string; userVerified?: boolean; type?: string };
