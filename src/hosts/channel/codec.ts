import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';

// MessagePack, since frames carry bytes. It knows no errors; of those the words are kept.
const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: 0,
  encode: (value) => (value instanceof Error ? encode(value.message) : null),
  decode: (data) => new Error(decode(data) as string),
});

/** One message of a control channel, as bytes. Properties that are undefined are left out. */
export const toBytes = (message: unknown): Uint8Array<ArrayBuffer> =>
  encode(message, { extensionCodec, ignoreUndefined: true });

/** @throws if the bytes are no message */
export const fromBytes = (bytes: Uint8Array | ArrayBuffer): unknown =>
  decode(bytes, { extensionCodec });
