/** The camera as a scanner, where the browser can read QR codes by itself. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

type DetectorClass = new (options: { formats: string[] }) => Detector;

const detectorClass = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Whether this device can scan; where it can't, the number under the code is typed. */
export const canScan = detectorClass !== undefined && "mediaDevices" in navigator;

/** Milliseconds between two looks at the picture. */
const pace = 150;

/**
 * Shows the camera's picture in `video`, and gives back what the first QR code in it holds; null where `signal` ended it
 * before. Rejects where the camera may not or can't be used. The camera is off when it settles.
 */
export async function scan(video: HTMLVideoElement, signal: AbortSignal): Promise<string | null> {
  if (!detectorClass) throw new Error("This browser reads no QR codes.");
  const detector = new detectorClass({ formats: ["qr_code"] });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  try {
    video.srcObject = stream;
    await video.play();
    while (!signal.aborted) {
      const [found] = await detector.detect(video);
      if (found?.rawValue) return found.rawValue;
      await new Promise((resume) => setTimeout(resume, pace));
    }
    return null;
  } catch (reason) {
    // A picture that was taken off the page stops playing.
    if (signal.aborted) return null;
    throw reason;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}
