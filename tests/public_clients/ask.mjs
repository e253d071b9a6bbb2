// What a server on this host tells gamedig, and its console the package rcon, as JSON: PORT PASSWORD COMMAND...
import { once } from "node:events";
import { createRequire } from "node:module";

const modules = createRequire(process.env.CLIENTS + "/");
const { GameDig } = modules("gamedig");
const Rcon = modules("rcon");
const host = "127.0.0.1";
const [port, password, ...commands] = process.argv.slice(2);

async function authenticated(word) {
  const rcon = new Rcon(host, Number(port), word);
  rcon.connect();
  await once(rcon, "auth"); // an "error" before it is thrown
  return rcon;
}

async function refusal(wrong) {
  try {
    (await authenticated(wrong)).disconnect();
    return null;
  } catch (error) {
    return error.message;
  }
}

const state = await GameDig.query({ type: "l4d2", host, port: Number(port), givenPortOnly: true });
const rcon = await authenticated(password);
const answers = [];
for (const command of commands) {
  rcon.send(command);
  answers.push((await once(rcon, "response"))[0]);
}
rcon.disconnect();
process.stdout.write(JSON.stringify({
  name: state.name, map: state.map, maxplayers: state.maxplayers, numplayers: state.numplayers,
  players: state.players.map(player => player.name), answers, refusal: await refusal(password + "!"),
}));
process.exit(0); // who was refused does not close his connection
