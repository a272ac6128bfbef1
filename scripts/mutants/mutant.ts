/** One place of the code broken on purpose: the tests have to notice. */
export interface Mutant {
  /** What goes wrong, in words. */
  what: string;
  /** Relative to the project's folder. */
  file: string;
  /** Text that the file holds exactly once, and what is put in its place. */
  is: string;
  becomes: string;
  /** Of the tests in test/worker, those that should notice: paths from there. */
  tests: string[];
}
