/** A stylesheet as text, minified in the build, for a constructed sheet. */
declare module "*.css?inline" {
  const text: string;
  export default text;
}
