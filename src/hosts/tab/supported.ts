/** Why this browser cannot run servers in a tab, or undefined if it can. */
export function tabUnsupported(): string | undefined {
  const missing = Object.entries({
    WebAssembly: typeof WebAssembly === 'undefined',
    'web workers': typeof Worker === 'undefined',
    DecompressionStream: typeof DecompressionStream === 'undefined',
    // The newest of what a start calls: older browsers would fail in the middle of it.
    'AbortSignal.any': typeof AbortSignal.any === 'undefined',
  }).flatMap(([name, isMissing]) => (isMissing ? [name] : []));
  if (missing.length === 0) return undefined;
  return `The servers need ${missing.join(' and ')}, which this browser does not have. Use a newer one.`;
}
