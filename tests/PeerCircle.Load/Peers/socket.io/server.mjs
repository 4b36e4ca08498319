// Socket.IO as its documentation has it: rooms, no store; with a Redis adapter where an address is given. node server.mjs PORT [REDIS]
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import { Redis } from "ioredis";
import { Server } from "socket.io";

const [port, redis] = process.argv.slice(2);
const deliveryBytes = 450;
// The frame's header and 42["m",""].
const bytesAround = 13;

const http = createServer();
const server = new Server(http, { transports: ["websocket"], serveClient: false });
if (redis) {
  const publisher = new Redis(`redis://${redis}`);
  server.adapter(createAdapter(publisher, publisher.duplicate()));
}
server.on("connection", (socket) => {
  socket.on("join", (room, answer) => {
    socket.join(room);
    answer();
  });
  socket.on("post", (room, text, answer) => {
    server.to(room).emit("m", text.padEnd(deliveryBytes - bytesAround, "."));
    answer();
  });
});
http.listen(Number(port), "127.0.0.1", 4096, () => console.log("ready"));
