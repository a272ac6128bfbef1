/** A file that the build puts beside the Worker: `path` without a slash before it. Throws where it isn't there. */
export async function builtFile(assets: Fetcher, path: string): Promise<Response> {
  const response = await assets.fetch(`https://assets/${path}`);
  if (!response.ok) throw new Error(`${path} is not built: npm run build.`);
  return response;
}
