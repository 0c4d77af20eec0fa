/** Recording a voice message, where the browser allows it. */
import { inBase64 } from "./pictures.js";

const WANTED = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

/**
 * Begin to record.
 * @returns {Promise<{stop: () => Promise<string | null>}>} `stop` gives the recording in base64, or
 *   null if there is none; rejected if this browser or this person does not allow it
 */
export async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = WANTED.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  /** @type {Blob[]} */
  const parts = [];
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.start();
  return { stop: () => stopped(recorder, stream, parts) };
}

/**
 * @param {MediaRecorder} recorder
 * @param {MediaStream} stream
 * @param {Blob[]} parts
 * @returns {Promise<string | null>}
 */
async function stopped(recorder, stream, parts) {
  await new Promise((resolve) => {
    recorder.addEventListener("stop", resolve, { once: true });
    recorder.stop();
  });
  for (const track of stream.getTracks()) track.stop();
  const whole = new Blob(parts, { type: recorder.mimeType });
  return whole.size ? inBase64(whole) : null;
}
