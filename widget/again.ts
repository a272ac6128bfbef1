/**
 * Imports a module; once more if it didn't come. Browsers remember that an address failed, and that of everything it
 * imports: so the second time is from a folder that nobody has asked before, which the Worker answers with the same files.
 * Rejects if that fails too.
 */
export const again = <Module>(url: string): Promise<Module> =>
  (import(/* @vite-ignore */ url) as Promise<Module>).catch(
    () => import(/* @vite-ignore */ url.replace(/[^/]*$/, `${Date.now()}/$&`)) as Promise<Module>,
  );
