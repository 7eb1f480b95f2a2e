import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';

// MessagePack, since frames carry bytes. It knows no errors; of those the words are kept.
const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: 0,
  encode: (value) => (value instanceof Error ? encode(value.message) : null),
  decode: (data) => new Error(decode(data) as string),
});

/**
 * One message of a control channel, as bytes. Properties that are undefined are left out, and so are the last
 * arguments of a call (`a` of birpc): MessagePack would make null of them, which is no absent argument.
 */
export function toBytes(message: object): Uint8Array<ArrayBuffer> {
  const sent =
    'a' in message && Array.isArray(message.a) ? { ...message, a: given(message.a) } : message;
  return encode(sent, { extensionCodec, ignoreUndefined: true });
}

const given = (args: unknown[]) =>
  args.slice(0, args.findLastIndex((each) => each !== undefined) + 1);

/**
 * Reads one message. The other end may be anybody's program, and birpc reads fields without looking at what has them.
 * @throws if the bytes are no message
 */
export function fromBytes(bytes: Uint8Array | ArrayBuffer): object {
  const message = decode(bytes, { extensionCodec });
  if (typeof message !== 'object' || message === null)
    throw new Error('These bytes are no message.');
  if ('a' in message && !Array.isArray(message.a))
    throw new Error('A call has a list of arguments.');
  return message;
}
