import { BrotliDecStream, BrotliStreamResultCode } from 'brotli-dec-wasm/web';

type Bytes = Uint8Array<ArrayBuffer>;
type Unpacking = TransformStream<Bytes, Bytes>;

/** The most that is unpacked in one go, in bytes. */
const slice = 1 << 18;

/** What a browser has that unpacks brotli by itself, as Firefox does. */
export function ownUnpacking(): Unpacking | undefined {
  try {
    return new DecompressionStream('brotli' as CompressionFormat);
  } catch {
    return undefined;
  }
}

/**
 * Unpacks the module while it arrives.
 * @param decoder resolves once brotli-dec-wasm is there
 */
export function unpackingWith(decoder: Promise<unknown>): Unpacking {
  let isWhole = false;
  let stream: BrotliDecStream | undefined;
  return new TransformStream({
    async transform(chunk, controller) {
      await decoder;
      stream ??= new BrotliDecStream();
      for (let rest = chunk; !isWhole;) {
        const step = stream.dec(rest, slice);
        const { code, input_offset: read } = step;
        controller.enqueue(step.buf as Bytes);
        step.free();
        isWhole = code === BrotliStreamResultCode.ResultSuccess;
        if (code === BrotliStreamResultCode.NeedsMoreInput) return;
        rest = rest.subarray(read);
      }
    },
    flush() {
      if (!isWhole) throw new Error('it ends early');
    },
  });
}

/**
 * Passes what arrives through `unpacking`, but not where the host has sent it so that the browser has unpacked it.
 */
export async function unpacked(
  arriving: ReadableStream<Bytes>,
  unpacking: Unpacking,
): Promise<ReadableStream<Bytes>> {
  const reader = arriving.getReader();
  const first = await reader.read();
  const all = new ReadableStream<Bytes>({
    start: (controller) => first.value && controller.enqueue(first.value),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  // A module begins with 0. What is packed with a window of 4 MB does not.
  return first.value?.[0] === 0 ? all : all.pipeThrough(unpacking);
}
