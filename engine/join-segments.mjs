// @ts-check

/** The number of a module's section of data. */
const dataSection = 11;

/** How many zeros between two segments weigh less, packed, than the head of another segment. */
const gap = 32;

/**
 * Joins the data segments of a WebAssembly module that lie close together. Go's linker begins another after every few
 * zeros: a hundred thousand of them, whose addresses pack badly.
 * @param {Buffer} module whose segments each begin at a constant address of its one memory, and do not overlap
 * @returns {Buffer}
 * @throws Error where it has other segments
 */
export function joinSegments(module) {
  for (let at = 8; at < module.length;) {
    const id = module[at];
    const size = readUnsigned(module, at + 1);
    const end = size.end + size.value;
    if (id === dataSection) {
      const joined = join(segmentsOf(module.subarray(size.end, end)));
      return Buffer.concat([
        module.subarray(0, at + 1),
        Buffer.from(unsigned(joined.length)),
        joined,
        module.subarray(end),
      ]);
    }
    at = end;
  }
  throw new Error('the module has no data');
}

/** @typedef {{ at: number, bytes: Buffer }} Segment */

/**
 * @param {Buffer} section
 * @returns {Segment[]}
 */
function segmentsOf(section) {
  const count = readUnsigned(section, 0);
  let at = count.end;
  return Array.from({ length: count.value }, () => {
    // Flags of none, then `i32.const`, an address, and the end of that expression.
    const address = readSigned(section, at + 2);
    const size = readUnsigned(section, address.end + 1);
    if (section[at] !== 0 || section[at + 1] !== 0x41 || section[address.end] !== 0x0b)
      throw new Error('the module has segments of a kind that Go did not write');
    at = size.end + size.value;
    return { at: address.value, bytes: section.subarray(size.end, at) };
  });
}

/**
 * Answers the section with fewer segments.
 * @param {Segment[]} segments
 * @returns {Buffer}
 */
function join(segments) {
  /** @type {{ at: number, end: number, parts: Buffer[] }[]} */
  const joined = [];
  for (const { at, bytes } of segments.toSorted((a, b) => a.at - b.at)) {
    const last = joined.at(-1);
    if (last && at < last.end) throw new Error('segments of the module overlap');
    if (last && at - last.end <= gap) {
      last.parts.push(Buffer.alloc(at - last.end), bytes);
      last.end = at + bytes.length;
    } else joined.push({ at, end: at + bytes.length, parts: [bytes] });
  }
  const parts = joined.flatMap(({ at, end, parts }) => [
    Buffer.from([0, 0x41, ...signed(at), 0x0b, ...unsigned(end - at)]),
    ...parts,
  ]);
  return Buffer.concat([Buffer.from(unsigned(joined.length)), ...parts]);
}

// Numbers are in LEB128: seven bits a byte, the lowest first.

/**
 * @param {Buffer} bytes
 * @param {number} at
 */
function readUnsigned(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = /** @type {number} */ (bytes[at++]);
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end: at };
  }
}

/**
 * @param {Buffer} bytes
 * @param {number} at
 */
function readSigned(bytes, at) {
  const { value, end } = readUnsigned(bytes, at);
  const bits = 7 * (end - at);
  return { value: value < 2 ** (bits - 1) ? value : value - 2 ** bits, end };
}

/** @param {number} value */
function unsigned(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}

/** @param {number} value an address, so below 2 GiB and not below 0 */
function signed(value) {
  const bytes = [];
  for (; value >= 0x40; value >>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}
