/** What a browser tells of its line, if it does. */
interface Line {
  saveData?: boolean;
  type?: string;
  effectiveType?: string;
}

/** Whether the line of this browser may be used for what nobody has asked for yet. */
export function hasLineToSpare(): boolean {
  const { saveData, type, effectiveType } = (navigator as { connection?: Line }).connection ?? {};
  return !saveData && type !== 'cellular' && !/[23]g/.test(effectiveType ?? '');
}
