import { BrotliDecStream, BrotliStreamResultCode } from 'brotli-dec-wasm/web';

type Bytes = Uint8Array<ArrayBuffer>;

/** The most that is unpacked in one go, in bytes. */
const slice = 1 << 18;

/**
 * Unpacks the module while it arrives. A host may have sent it so that the browser has unpacked it: such bytes pass.
 * @param decoder resolves once brotli-dec-wasm is there
 */
export function unpacking(decoder: Promise<unknown>): TransformStream<Bytes, Bytes> {
  let isPacked: boolean | undefined;
  let isWhole = false;
  let stream: BrotliDecStream | undefined;
  return new TransformStream({
    async transform(chunk, controller) {
      // A module begins with 0. What is packed with a window of 16 MB does not.
      isPacked ??= chunk[0] !== 0;
      if (!isPacked) return controller.enqueue(chunk);
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
      if (isPacked && !isWhole) throw new Error('it ends early');
    },
  });
}
