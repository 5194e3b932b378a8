/** The extension, as a view's script sees it. */

interface Host {
  postMessage(message: object): void;
}

declare function acquireVsCodeApi(): Host;

export const host = acquireVsCodeApi();

/** Shows what the extension sends, and tells it that there is somebody to show it. */
export function show(received: (message: { type: string; line?: number }) => void = () => {}): void {
  window.addEventListener('message', ({ data }) => {
    const main = document.querySelector('main');
    // The HTML was made by the server, which escapes all that comes from the transcript; scripts in it would not run.
    if (data.type === 'content' && main !== null) main.innerHTML = data.html;
    else received(data);
  });
  host.postMessage({ type: 'ready' });
}
