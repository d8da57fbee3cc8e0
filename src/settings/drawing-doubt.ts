/** The stiffness that a drawing gives (`train.stiffness`) may be so many times off, either way (physics 8). */
export const drawingDoubt = 2.5;
