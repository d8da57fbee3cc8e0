import type { World } from "../../sim/world.js";

/** Times of the simulated rig: when the byte `!` came to it, and its last tick in which a screw moved, s. */
export interface WatchedStop {
  readonly arrivedAtS: number;
  readonly movedAtS: number;
}

/** Looks at each tick of the world from now on; what it has seen when it is asked. */
export function watchStop(world: World): () => WatchedStop {
  let arrivedAtS = Number.NaN;
  let movedAtS = Number.NaN;
  const { uart } = world.simulated;
  const send = uart.hostSend.bind(uart);
  uart.hostSend = (data) => {
    if (data === "!") arrivedAtS = world.atS;
    return send(data);
  };
  const placeUm = () => {
    const { anode, cathode } = world.rig;
    return anode.loop.motion.positionUm + cathode.loop.motion.positionUm;
  };
  let beforeUm = placeUm();
  const tick = world.tick.bind(world);
  world.tick = () => {
    tick();
    if (placeUm() !== beforeUm) movedAtS = world.atS;
    beforeUm = placeUm();
  };
  return () => {
    uart.hostSend = send;
    world.tick = tick;
    return { arrivedAtS, movedAtS };
  };
}
