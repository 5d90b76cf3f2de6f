//! A small server for one browser on this machine.

use std::io::{self, Cursor};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde_json::json;
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use super::Shown;

/// The page around the report: it asks for news, shows what is wrong and loads the report again.
const AROUND: &str = include_str!("around.html");

/// Starts serving on this machine alone; says where. Port 0 is any that is free.
pub fn start(port: u16, shown: Arc<Mutex<Shown>>) -> io::Result<SocketAddr> {
    let server = Server::http((Ipv4Addr::LOCALHOST, port));
    let server = server.map_err(|error| error.downcast().map_or_else(io::Error::other, |own| *own))?;
    let address = server.server_addr().to_ip().ok_or_else(|| io::Error::other("no address"))?;
    thread::spawn(move || {
        for request in server.incoming_requests() {
            let answer = answer(&request, address, &shown);
            // A browser that has gone away misses nothing.
            let _ = request.respond(answer);
        }
    });
    Ok(address)
}

type Answer = Response<Cursor<Vec<u8>>>;

fn answer(request: &Request, address: SocketAddr, shown: &Mutex<Shown>) -> Answer {
    // A page from elsewhere must not read the report through a name that leads here.
    if !is_asked_by_address(request, address) || *request.method() != Method::Get {
        return Response::from_data(Vec::new()).with_status_code(StatusCode(403));
    }
    let shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
    match request.url() {
        "/" => typed(AROUND.as_bytes().to_vec(), "text/html; charset=utf-8"),
        "/report" => typed(shown.page.clone(), "text/html; charset=utf-8"),
        "/state" => {
            let state = json!({ "version": shown.version, "findings": shown.findings, "stale": shown.is_stale });
            typed(state.to_string().into_bytes(), "application/json")
        }
        _ => Response::from_data(Vec::new()).with_status_code(StatusCode(404)),
    }
}

fn is_asked_by_address(request: &Request, address: SocketAddr) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host"));
    let known = [address.to_string(), format!("localhost:{}", address.port())];
    host.is_some_and(|host| known.iter().any(|known| known == host.value.as_str()))
}

fn typed(bytes: Vec<u8>, kind: &str) -> Answer {
    let header = |name: &str, value: &str| Header::from_bytes(name, value).expect("plain letters");
    let answer = Response::from_data(bytes).with_header(header("Content-Type", kind));
    answer.with_header(header("Cache-Control", "no-store"))
}
