import type { Listener, Transport } from "./transport.js";

/** The rig behind `isobar serve`: one message is one SCPI message or one line. */
export function openWebSocket(url: string, listener: Listener): Transport {
  const socket = new WebSocket(url);
  socket.onopen = () => listener.opened(url);
  socket.onmessage = ({ data }) => {
    for (const line of String(data).split(/\r?\n/u)) if (line !== "") listener.line(line);
  };
  socket.onclose = ({ reason }) => listener.closed(reason);
  const send = (text: string) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
  };
  return {
    send,
    stop: () => send("!"),
    close: () => {
      socket.onclose = null;
      socket.close();
    },
  };
}
