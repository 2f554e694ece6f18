/* Asks the service whether it is alive. Exit code 0: yes. Static, so that a container's health takes no second Node and no shell. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static const char *const USAGE =
    "Asks http://127.0.0.1:PORT/health/live, or the path given. Exit code 0: the answer is 200.\n"
    "  healthcheck [PATH]     PORT is JOBWRIGHT_HTTP_PORT, else 8080\n";

static int fail(const char *what) {
  fprintf(stderr, "healthcheck: %s\n", what);
  return 1;
}

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "--help") == 0) {
    fputs(USAGE, stdout);
    return 0;
  }
  const char *path = argc > 1 ? argv[1] : "/health/live";
  const char *port = getenv("JOBWRIGHT_HTTP_PORT");
  int number = port == NULL ? 8080 : atoi(port);
  if (path[0] != '/' || number <= 0 || number > 65535) {
    fputs(USAGE, stderr);
    return 2;
  }

  /* Also ends a service that sends a byte now and then. */
  alarm(4);
  struct timeval patience = {.tv_sec = 3};
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)number)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int connection = socket(AF_INET, SOCK_STREAM, 0);
  if (connection < 0) return fail("no socket");
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (connect(connection, (struct sockaddr *)&address, sizeof address) != 0) return fail("nobody listens");

  char request[512];
  int length = snprintf(request, sizeof request, "GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", path);
  if (length < 0 || (size_t)length >= sizeof request) return fail("the path is too long");
  if (write(connection, request, (size_t)length) != length) return fail("the request is not taken");

  char answer[16];
  size_t got = 0;
  while (got < 12) {
    ssize_t more = read(connection, answer + got, sizeof answer - 1 - got);
    if (more <= 0) return fail("no answer");
    got += (size_t)more;
  }
  answer[got] = '\0';
  return strncmp(answer + 8, " 200", 4) == 0 ? 0 : fail("the service is not well");
}
