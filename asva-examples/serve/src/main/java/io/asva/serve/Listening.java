package io.asva.serve;

import io.asva.serve.http.Site;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The web server, with its bounds: threads, connections, times, sizes of headers. Stateless. */
final class Listening {
  private static final int THREADS = 64;
  private static final int CONNECTIONS = 256;
  private static final int HEADER = 8 * 1024;
  private static final long SLOWEST = 1_000; // bytes a second of a body

  private Listening() {}

  /** Starts it. */
  static Server start(AsvaServerBuilder told, Site site) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("asva-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration config = new HttpConfiguration();
    config.setSendServerVersion(false);
    config.setSendXPoweredBy(false);
    config.setRequestHeaderSize(HEADER);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(config));
    connector.setHost(told.host);
    connector.setPort(told.port);
    connector.setIdleTimeout(told.idleTimeout.toMillis());
    connector.setReuseAddress(true);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
    server.setHandler(new MinimumDataRateHandler(site, SLOWEST, 0));
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(0);
    try {
      server.start();
      return server;
    } catch (Exception e) {
      stop(server);
      throw new ServeException(
          "Can't listen at "
              + new InetSocketAddress(told.host, told.port)
              + ": "
              + e.getMessage()
              + ". Another program may have the port; choose one by port(...), or --port.",
          e);
    }
  }

  /** The port that it has. */
  static int port(Server server) {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new ServeException("The web server could not be stopped: " + e.getMessage() + ".", e);
    }
  }
}
