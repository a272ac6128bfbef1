declare module "virtual:till-shell" {
  /** The paths of the till's own files. */
  export const shell: string[];
  /** Another for each build that differs. */
  export const version: string;
}
