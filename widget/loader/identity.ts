/** A token, where to get one each time it is needed, or nobody. */
export type Source = string | null | undefined | (() => string | null | Promise<string | null>);

/** Where the tag's attributes say that tokens come from: an address answers 200 with one, else nobody is signed in. */
export function tokenSource({ token, tokenUrl }: DOMStringMap): Source {
  return tokenUrl
    ? async () => {
        const answer = await fetch(tokenUrl);
        return answer.status === 200 ? answer.text() : null;
      }
    : token;
}
