/** A line that begins with so many indents, dashes or question marks is no document that anybody wrote. */
const DEEPEST_LINE = /^[ ?-]{1000}/m;

/** Whether a text is nested so deeply that reading it as YAML would end the process: the reader's patterns get as long as the line. */
export const isTooDeepYaml = (text: string): boolean => DEEPEST_LINE.test(text);
